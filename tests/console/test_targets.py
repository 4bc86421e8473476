"""`steelyard targets` as a person calls it: the list, the way down to instruments, recording, the report, refusals."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from reports.read_back import page_texts
from tests.console.conftest import CONFIG, Lab

TABLES = (
    "divisions", "organisations", "institutes", "standards", "certificates", "assessments", "capabilities", "demand",
    "catalogue", "instruments",
)  # fmt: skip


@pytest.fixture(name="lab", scope="module")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    folder = tmp_path_factory.mktemp("targets") / "lab"
    shutil.copytree(CONFIG, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        made = Lab(folder, patch)
        for name in TABLES:
            assert made(name, "import", f"tables/{name}.csv").code == 0
        yield made


def test_the_word_show_may_be_left_out(lab: Lab) -> None:
    said = lab("targets", "--at", "2026-11-23", "--json")
    assert said.code == 0
    assert [row["target"] for row in said.document["rows"]] == [f"T{n}" for n in range(1, 22)]
    assert said.document == lab("targets", "show", "--at", "2026-11-23", "--json").document
    assert "not known" in lab("targets", "--at", "2026-11-23", "--lang", "en").out
    shown = lab("targets", "--at", "2026-11-23", "--lang", "zh").out
    assert "人工记录" in shown
    assert "recorded" not in shown


def test_from_a_target_down_to_what_is_behind_it(lab: Lab) -> None:
    at = ("--as-known-on", "2099-01-01", "--at", "2026-11-23")
    found = lab("targets", "T14", "--by", "region", *at, "--json").document
    assert {s["value"] for s in found["slices"]} == {"5301"}
    gaps = lab("targets", "T14", "--not-counted", *at, "--json").document["behind"]
    assert gaps["total"] == found["row"]["whole"] - found["row"]["part"]
    assert {i["what"] for i in gaps["items"]} == {"demand"}
    listed = lab("targets", "T1", "--by", "domain", "--cell", "trade", "--list", *at, "--lang", "en")
    assert listed.code == 0
    assert "listed." in listed.err
    assert lab("targets", "T16", "--list", *at, "--lang", "zh").code == 0


def test_recording_and_the_workbook(lab: Lab) -> None:
    said = lab(
        "targets", "record", "T21", "--value", "52000", "--on", "2026-11-01", "--evidence", "文号 7", "--by", "V001"
    )
    assert said.code == 0
    assert lab("targets", "recorded", "T21", "--json").document[0]["evidence"] == "文号 7"
    assert "V001" in lab("targets", "recorded", "--lang", "en").out
    assert "recorded by V001 for 2026-11-01: 文号 7" in lab("targets", "T21", "--lang", "en").err
    assert lab("targets", "--xlsx", "card.xlsx").code == 0
    sheet = openpyxl.load_workbook("card.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)].count("T21") == 1


def test_the_yearly_report_made_again_later_is_the_same(lab: Lab) -> None:
    first = lab("targets", "report", "--year", "2026", "-o", "first", "--json").document
    assert lab("targets", "record", "T19", "--value", "3100", "--evidence", "later").code == 0
    again = lab("targets", "report", "--year", "2026", "-o", "again", "--as-known-on", first["known_on"])
    assert again.code == 0
    assert "steelyard targets report --year 2026 --as-known-on" in again.err
    for name in ("targets_2026.pdf", "targets_2026.xlsx"):
        assert Path("first", name).read_bytes() == Path("again", name).read_bytes()
    now = lab("targets", "report", "--year", "2026", "-o", "now", "--json").document
    values = {row["target"]: row["value"] for row in now["rows"]}
    assert (values["T19"], {r["target"]: r["value"] for r in first["rows"]}["T19"]) == ("3100", "")
    assert Path("first/targets_2026.pdf").read_bytes() != Path("now/targets_2026.pdf").read_bytes()
    assert "T21" in "".join(page_texts(Path("first/targets_2026.pdf").read_bytes()))


def test_what_is_wrong_is_refused_with_what_to_do(lab: Lab) -> None:
    text = (CONFIG / "targets.toml").read_text(encoding="utf-8")
    Path("bad.toml").write_text(text.replace("[targets.T7]", "[targets.T77]"), encoding="utf-8")
    for language, expected in (("en", "[targets.T7] is missing; add it"), ("zh", "缺少 [targets.T7]；请补上该表")):
        said = lab("targets", "--targets-file", "bad.toml", "--lang", language)
        assert said.refused
        assert expected in said.err
        assert "bad.toml" in said.err
    for words in (
        ("targets", "T99"), ("targets", "T1", "--by", "colour"), ("targets", "--as-known-on", "soon"),
        ("targets", "--at", "soon"),
        ("targets", "record", "T1", "--value", "5", "--evidence", "x"), ("targets", "T1", "--level", "moon"),
        ("targets", "report", "--year", "2090", "-o", "x"), ("targets", "--targets-file", "none.toml"),
        ("targets", "--store", "none.sqlite"), ("targets", "T1", "extra"),
    ):  # fmt: skip
        assert lab(*words).refused, words
    assert not Path("none.sqlite").exists()


def test_a_day_to_come_is_said_to_be_no_result(lab: Lab) -> None:
    for words in (("targets",), ("targets", "T12")):
        assert "2999-01-01 is after today" in lab(*words, "--at", "2999-01-01").err
        assert "is after today" not in lab(*words).err
