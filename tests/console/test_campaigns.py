"""`steelyard campaign`: from the frozen plan to its report, whatever the kind."""

import csv
import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from procedures.campaigns import kinds
from procedures.campaigns.kind import CampaignKind
from records.entries import opened
from services.campaigns.locks import filling
from services.campaigns.running import Work
from tests.console.campaign_kind import KIND
from tests.console.conftest import DAY, _ideal
from tests.console.killed_cell import killed

ROOT = Path(__file__).parents[2]


def only_gauges() -> tuple[tuple[str, CampaignKind], ...]:
    """The kinds of these tests."""
    return ((KIND.name, KIND),)


def with_gauges() -> None:
    """Know these kinds in another process too."""
    vars(kinds)["_kinds"] = only_gauges


@pytest.fixture
def gauges(lab: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(kinds, "_kinds", only_gauges)
    write(lab)
    return lab


def write(
    lab: Any, day: str = DAY, regulation: str = "JJG 52", serials: str = '"A", "G-2026-0102"', rounds: int = 1
) -> Path:
    head = f'[campaign]\nid = "G-1"\nkind = "gauges"\ndate = {day}\ntitle = "两块压力表"\n'
    file: Path = lab.folder / "campaign.toml"
    file.write_text(f'regulation = "{regulation}"\nserials = [{serials}]\nrounds = {rounds}\n{head}', "utf-8")
    return file


def plan(lab: Any) -> Any:
    return lab("campaign", "plan", lab.folder / "campaign.toml", "--json")


def run(lab: Any, *words: object) -> Any:
    return lab(
        "campaign", "run", "G-1", *words, "--bench", lab.folder / "benches/gauge.toml", "--date", DAY, "--seed", "7"
    )


def decide(lab: Any) -> Any:
    return lab("campaign", "decide", "G-1", "--bench", lab.folder / "benches/gauge.toml", "--json")


def test_a_plan_is_frozen_and_filled_cell_by_cell(gauges: Any, tmp_path: Path) -> None:
    write(gauges, serials='"A", "B"')
    document = plan(gauges).document
    assert (document["filled"], document["missing"], document["next"]) == (0, ["A/round1", "B/round1"], "A/round1")
    assert "frozen already" in plan(gauges).err
    assert "2 cells are missing: A/round1, B/round1" in decide(gauges).err
    assert run(gauges).code == 0
    assert "1 cells are missing: B/round1" in decide(gauges).err
    assert "is filled by run" in run(gauges, "A/round1").err
    assert "has no cell 'C'" in run(gauges, "C").err
    assert run(gauges).code == 0
    assert "every cell of campaign G-1 is filled" in run(gauges).err
    said = decide(gauges)
    assert (said.code, said.document["judgement"]["outcome"]) == (0, "conform")
    assert "decided already" in decide(gauges).err
    assert "decided already" in run(gauges, "A/round1").err
    assert gauges("verify").code == 0
    assert gauges("campaign", "verify", "G-1", "--json").document["identical"] is True
    first = opened(gauges.events(gauges("campaign", "show", "G-1", "--json").document["cells"][0]["run"]))
    assert first.campaign is not None
    assert (first.campaign.campaign, first.campaign.cell) == ("G-1", "A/round1")
    written = Path(gauges("campaign", "report", "G-1", "-o", tmp_path).out.strip())
    whole = "".join("".join(p.extract_text().split()) for p in pypdf.PdfReader(written).pages)
    for stated in ("压力表抽查报告", "A/round1", "B/round1", "CAM-G-1", "模拟运行"):
        assert stated in whole, stated


def test_a_report_in_english_counts_its_sections_in_english(gauges: Any, tmp_path: Path) -> None:
    laboratory = gauges.folder / "laboratory.toml"
    text = laboratory.read_text("utf-8").replace('documents_language = "both"', 'documents_language = "en"')
    laboratory.write_text(text, "utf-8")
    write(gauges, serials='"A"')
    plan(gauges)
    run(gauges)
    decide(gauges)
    written = gauges("campaign", "report", "G-1", "-o", tmp_path).out.strip()
    whole = "".join("".join(p.extract_text().split()) for p in pypdf.PdfReader(written).pages)
    assert "1.Samplesandplan" in whole
    assert "3.Requirementsandconclusions" in whole
    assert "一、" not in whole


def test_one_cell_that_fails_settles_the_campaign(gauges: Any) -> None:
    plan(gauges)
    assert run(gauges, "G-2026-0102/round1").code == 1
    shown = gauges("campaign", "show", "G-1", "--json").document
    assert shown["judgement"]["outcome"] == "incomplete"
    run(gauges)
    said = decide(gauges)
    assert (said.code, said.document["judgement"]["outcome"]) == (1, "not_conform")


def test_a_form_states_its_cell(gauges: Any) -> None:
    write(gauges, serials='"A"')
    plan(gauges)
    form = gauges("campaign", "form", "G-1", "A/round1", "--date", DAY, "--lab", gauges.folder)
    assert "# 样品试验单元 cell of a campaign,G-1/A/round1" in form.out
    assert "no cell 'B'" in gauges("campaign", "form", "G-1", "B", "--date", DAY, "--lab", gauges.folder).err


def test_a_correction_after_the_verdict_is_found(gauges: Any, tmp_path: Path) -> None:
    """The amendment takes the place of its run, so that the verdict no longer follows from what is in the store."""
    write(gauges, serials='"A"')
    plan(gauges)
    text = gauges("campaign", "form", "G-1", "A/round1", "--date", DAY, "--lab", gauges.folder).out
    ideal = {q.address: q.expect for q in gauges.questions("JJG 52", gauges.subject("gauge"))}
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        if row["address"] in ideal:
            row["value"] = _ideal(ideal[row["address"]])
    assert run(gauges, "A/round1", "--readings", gauges.write_form(rows)).code == 0
    assert decide(gauges).code == 0
    first = gauges("campaign", "show", "G-1", "--json").document["cells"][0]["run"]
    said = gauges(
        "amend", first, "--address", "indication/before_up/after", "--value", "0.01",
        "--reason", "0.00 was written, 0.50 typed", "--operator", "V001",
        "--evidence", "paper form no. 12", "--checked-by", "R001", "--bench", gauges.folder / "benches/gauge.toml",
    )  # fmt: skip
    assert said.code in {0, 1}, said.err
    cell = gauges("campaign", "show", "G-1", "--json").document["cells"][0]
    assert [(o["run"], o["amended"]) for o in cell["others"]] == [(first, True)]
    again = gauges("campaign", "verify", "G-1", "--json")
    assert (again.code, again.document["identical"]) == (1, False)
    assert f"the verdict rests on {first}" in again.document["problems"][0]["en"]
    assert "the verdict rests on" in gauges("campaign", "report", "G-1", "-o", tmp_path).err


def test_an_auditor_checks_a_campaign_without_the_rest(gauges: Any, tmp_path: Path) -> None:
    write(gauges, serials='"A"')
    plan(gauges)
    run(gauges)
    assert "is not decided" in gauges("campaign", "export", "G-1", "-o", tmp_path / "out").err
    decide(gauges)
    keys = Path(gauges("campaign", "export", "G-1", "-o", tmp_path / "out").out.strip())
    for name in ("audit.py", "audit_campaign.py"):
        (tmp_path / name).write_bytes((ROOT / "records" / name).read_bytes())

    def audited() -> tuple[int, str]:
        words = [sys.executable, str(tmp_path / "audit_campaign.py"), str(keys.parent), str(keys)]
        alone = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path, env=alone)
        return done.returncode, done.stdout

    assert audited() == (0, "intact: campaign G-1, 1 runs, verdict conform\n")
    (bundle,) = keys.parent.glob("*.bundle")
    whole = bundle.read_text("utf-8")
    bundle.write_text(whole.replace('"outcome": "conform"', '"outcome": "not_conform"'), "utf-8")
    assert "its content was changed" in audited()[1]
    bundle.write_text(whole, "utf-8")
    ledger = keys.parent / "campaign.ledger"
    kept = ledger.read_text("utf-8")
    ledger.write_text(kept.replace("G-1", "G-2"), "utf-8")
    assert "its signature is wrong" in audited()[1]
    ledger.write_text(kept, "utf-8")
    bundle.rename(bundle.with_suffix(".gone"))
    assert "its bundle is missing" in audited()[1]


def test_killed_in_the_middle_of_a_cell(gauges: Any) -> None:
    """The process dies at once while it fills a cell; the same command goes on, and nothing differs in the end."""
    write(gauges, serials='"G-2026-0102"')
    plan(gauges)
    work = Work(gauges.folder / "benches/gauge.toml", date.fromisoformat(DAY), seed=7)
    killed("G-1", str(gauges.store), "G-2026-0102/round1", work, 30, with_gauges)
    cell = gauges("campaign", "show", "G-1", "--json").document["cells"][0]
    assert cell["unfinished"]
    assert "1 cells are missing" in decide(gauges).err
    assert run(gauges).code == 1
    assert gauges("campaign", "show", "G-1", "--json").document["cells"][0]["run"] == cell["unfinished"]
    assert decide(gauges).document["judgement"]["outcome"] == "not_conform"
    assert gauges("campaign", "verify", "G-1", "--json").document["identical"] is True


def test_a_form_fills_its_own_cell_only(gauges: Any) -> None:
    write(gauges, serials='"A"', rounds=2)
    plan(gauges)
    rows = gauges("campaign", "form", "G-1", "A/round2", "--date", DAY, "--lab", gauges.folder).out
    file = gauges.folder / "form.csv"
    file.write_text(rows, "utf-8")
    assert "cell of a campaign 'G-1/A/round2', this run is for 'G-1/A/round1'" in run(
        gauges, "A/round1", "--readings", file
    ).err.replace("\n", " ")
    plate = gauges.subject("gauge")
    other = gauges(
        "run",
        "JJG 52",
        "--bench",
        gauges.folder / "benches/gauge.toml",
        "--subject",
        plate,
        "--readings",
        file,
        "--date",
        DAY,
    )
    assert other.code == 2


def test_a_cell_is_filled_by_one_run_at_a_time(gauges: Any) -> None:
    plan(gauges)
    with filling("G-1", "A/round1", str(gauges.store)):
        assert "is being filled" in run(gauges, "A/round1").err
        assert run(gauges).code == 1  # the other cell is free
        assert "is being filled" in run(gauges).err


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ({"day": "2012-01-01"}, "came into force on"),
        ({"regulation": "JJG 52-1999"}, "is not in force on"),
        ({"serials": '"A", "A"'}, "'A' is there twice"),
        ({"serials": ""}, "there are no cells"),
        ({"rounds": '"two"'}, "rounds: Input should be"),
    ],
)
def test_a_file_that_is_no_campaign(gauges: Any, text: dict[str, Any], problem: str) -> None:
    write(gauges, **text)
    said = plan(gauges)
    assert said.code == 2
    assert problem in said.err
    assert not gauges.store.exists()
