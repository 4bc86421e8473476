"""What goes wrong in a campaign, by accident or on purpose: kills, races, other samples, second plans, late runs."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from records import campaigns
from records.audit_campaign import main as audited
from records.entries import CampaignCell
from records.keys import station_key
from records.ledger_changes import enter_campaign
from records.store import Store
from sequencer.errors import Refused
from services.campaigns.locks import stepping
from services.campaigns.planning import plan
from services.campaigns.running import Work, fill
from services.campaigns.state import CampaignState, state_of
from services.campaigns.verifying import verify
from services.events import Events
from services.laboratory.example import write_example
from services.laboratory.nameplates import Nameplate
from services.laboratory.prepare import prepare
from services.runs.run import run as run_job
from tests.console.conftest import DAY, Lab
from tests.console.killed_cell import killed, nothing
from tests.console.web.shown_lab import of_gauges

ASKED_FOR_THE_DAY = ("services.laboratory.gate_facts", "services.runs.resume_gates", "services.laboratory.plan")


@pytest.fixture
def gauges(lab: Lab) -> Lab:
    """Two batches of gauges, one unit of each and one in reserve; planned."""
    assert lab("campaign", "plan", of_gauges(lab.folder, 1)).code == 0
    return lab


def bench(lab: Lab) -> Path:
    return lab.folder / "benches/gauge.toml"


def run(lab: Lab, *cells: str) -> int:
    return int(lab("campaign", "run", "SP-1", *cells, "--bench", bench(lab), "--date", DAY, "--seed", "7").code)


def decide(lab: Lab) -> Any:
    return lab("campaign", "decide", "SP-1", "--bench", bench(lab), "--json")


def on_the_day_of_the_example() -> None:
    """Take the day of the work for today, in another process too."""
    for module in ASKED_FOR_THE_DAY:
        vars(import_module(module))["real_day"] = lambda _: date(2026, 11, 30)


def left_by_a_kill(lab: Lab, name: str, cell: str, work: Work, after: int, first: Callable[[], None] = nothing) -> str:
    """The run that a process left, which died while it filled a cell, after so many events."""
    killed(name, str(lab.store), cell, work, after, first)
    left = state_of(name, str(lab.store)).cell(cell).unfinished
    assert left is not None
    return left.run


@pytest.mark.parametrize(("regulation", "name", "kind", "cell"), [
    ("GB 21519-2008", "EL-2026-01", "water_heater", "sample/S1"),
    ("JJF 1343-2022", "RM-2026-01", "reference_material", "homogeneity"),
])  # fmt: skip
def test_killed_in_a_cell_and_resumed_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, regulation: str, name: str, kind: str, cell: str
) -> None:
    write_example(regulation, tmp_path / "lab")
    lab = Lab(tmp_path / "lab", monkeypatch)
    plan(lab.folder / "campaign.toml", str(lab.store))
    work = Work(lab.folder / f"benches/{kind}.toml", date(2026, 11, 30), seed=7)
    for module in ASKED_FOR_THE_DAY:
        monkeypatch.setattr(f"{module}.real_day", lambda _: date(2026, 11, 30))
    left = left_by_a_kill(lab, name, cell, work, 25, on_the_day_of_the_example)
    assert lab("resume", left).code in {0, 1, 4}  # a lot of drawn units fails by chance now and then
    state = verify(name, str(lab.store)).state
    counted = state.cell(cell).counted
    assert (counted.run if counted is not None else "") == (left if state.results[cell].outcome else "")
    assert verify(name, str(lab.store)).problems == ()


def test_of_two_runs_of_a_cell_the_one_that_ends_first_counts(gauges: Lab) -> None:
    left = left_by_a_kill(gauges, "SP-1", "B1/U1", Work(bench(gauges), date.fromisoformat(DAY), seed=7), 12)
    assert gauges("campaign", "run", "SP-1", "B1/U1", "--bench", bench(gauges), "--date", DAY, "--restart").code == 0
    first = state_of("SP-1", str(gauges.store)).cell("B1/U1").counted
    assert first is not None
    assert first.run != left
    assert gauges("resume", left).code == 0
    both = state_of("SP-1", str(gauges.store)).cell("B1/U1")
    assert (both.counted, [r.run for r in both.others]) == (first, [left])


def test_two_who_plan_or_decide_at_once(gauges: Lab) -> None:
    with stepping("SP-1", str(gauges.store)):
        assert "planned or decided by somebody else" in gauges("campaign", "plan", gauges.folder / "campaign.toml").err
        assert "planned or decided by somebody else" in decide(gauges).err


def test_the_first_plan_and_the_first_verdict_stay(gauges: Lab) -> None:
    """Somebody with the key of the station enters another plan and another verdict; neither counts, both are named."""
    assert [run(gauges), run(gauges)] == [0, 0]
    assert decide(gauges).code == 0
    before = state_of("SP-1", str(gauges.store))
    assert before.decided is not None
    store = Store(str(gauges.store))
    step: campaigns.Planned = before.planned.step
    smaller = before.plan.text().replace('"accept":"0"', '"accept":"1"')
    assert smaller != before.plan.text()
    enter_campaign(store, station_key(), campaigns.body(_with(step, plan=campaigns.pack(smaller))))
    enter_campaign(store, station_key(), campaigns.body(_with(before.decided.step, outcome="not_conform")))
    store.close()
    after = state_of("SP-1", str(gauges.store))
    assert (after.planned, after.decided, after.plan) == (before.planned, before.decided, before.plan)
    said = gauges("campaign", "verify", "SP-1", "--json")
    assert said.code == 1
    assert [p["en"].partition(" ledger ")[2] for p in said.document["problems"]] == [
        "plans or decides it once more; it counts for nothing"
    ] * 2


def _with(step: Any, **changed: Any) -> Any:
    return type(step)(**{f: getattr(step, f) for f in step.__struct_fields__} | changed)


def test_a_run_that_ends_after_the_verdict_changes_nothing(gauges: Lab, tmp_path: Path) -> None:
    assert [run(gauges), run(gauges)] == [0, 0]
    left = left_by_a_kill(gauges, "SP-1", "B2/R1", Work(bench(gauges), date.fromisoformat(DAY), seed=7), 12)
    assert decide(gauges).code == 0
    assert gauges("resume", left).code == 0
    late = state_of("SP-1", str(gauges.store)).cell("B2/R1")
    assert (late.counted, [r.late for r in late.others]) == (None, [True])
    assert gauges("campaign", "verify", "SP-1", "--json").document["identical"] is True
    assert gauges("campaign", "report", "SP-1", "-o", tmp_path).code == 0


def test_a_batch_that_conforms_is_not_inspected_again(gauges: Lab) -> None:
    """A reserve unit that fails cannot fail a batch whose units conform; nor is it examined to pass one."""
    plate = state_of("SP-1", str(gauges.store)).plan.sample("B1.R1").nameplate
    assert [run(gauges), run(gauges)] == [0, 0]
    text = bench(gauges).read_text("utf-8")
    bad = f'\n[[simulation.samples]]\nserial = "{plate["serial"]}"\ndefect = "span"\n'
    bench(gauges).write_text(text + bad, "utf-8")
    assert run(gauges, "B1/R1") == 1
    said = decide(gauges)
    assert (said.code, said.document["judgement"]["outcome"]) == (0, "conform")


def stating(lab: Lab, state: CampaignState, cell: str, **other: str) -> str:
    """A run that states a cell, made by a program of somebody's own, with a nameplate of their choice."""
    c = state.cell(cell).cell
    plate = Nameplate("own", {**state.plan.subject(c), **other})
    job = prepare(
        c.regulation, bench(lab), plate, stage=c.stage, on=date.fromisoformat(DAY), seed=7, operator=""
    )  # fmt: skip
    stated = CampaignCell(campaign="SP-1", cell=cell, plan=state.planned.n)
    made = type(job)(job.setup.stating(campaign=stated), job.bench, job.seed, job.notices)
    return run_job(made, str(lab.store), Events())


def test_a_run_of_another_sample_fills_nothing(gauges: Lab) -> None:
    """Another serial number is not by the plan; the same one with another nameplate is found before the verdict."""
    state = state_of("SP-1", str(gauges.store))
    stating(gauges, state, "B1/U1", serial="G-2026-0101")
    found = state_of("SP-1", str(gauges.store)).cell("B1/U1")
    assert (found.counted, [r.strange for r in found.others]) == (None, [True])
    stating(gauges, state, "B1/U1", **{"class": "2.5"})
    assert run(gauges, "B2/U1") == 0
    said = decide(gauges)
    assert said.code == 2
    assert "nameplate class is 2.5; the plan says 1.6" in said.err
    assert "class is 2.5" in gauges("campaign", "verify", "SP-1", "--json").out


def test_another_edition_than_that_of_the_plan_is_refused(gauges: Lab) -> None:
    said = gauges("campaign", "run", "SP-1", "--bench", bench(gauges), "--date", "2012-01-02")
    assert said.code == 2
    assert "make a new plan" in said.err


def test_a_store_and_an_export_that_were_changed(
    gauges: Lab, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [run(gauges), run(gauges)] == [0, 0]
    assert decide(gauges).code == 0
    folder = tmp_path / "out"
    keys = gauges("campaign", "export", "SP-1", "-o", folder).out.strip()
    assert audited(str(folder), keys) == 0
    capsys.readouterr()
    ledger, (one, two) = folder / "campaign.ledger", sorted(folder.glob("*.bundle"))
    kept, content = ledger.read_text("utf-8"), one.read_bytes()
    shutil.copyfile(two, one)
    assert audited(str(folder), keys) == 1
    assert "does not state this cell" in capsys.readouterr().out
    one.write_bytes(content)
    turned = "".join(f"{line}\n" for line in reversed(kept.splitlines()))
    for wrong in ("", "[]\n[]\n", "{}\n{}\n", kept.replace('"entry"', '"entries"'), turned):
        ledger.write_text(wrong, "utf-8")
        assert audited(str(folder), keys) == 1, wrong[:60]
    rows = [json.loads(line) for line in kept.splitlines()]
    for value in ("[]", "3", '{"body": []}', '{"n": 1, "kind": "campaign", "body": [], "store": ""}'):
        ledger.write_text("".join(f"{json.dumps(row | {'entry': value})}\n" for row in rows), "utf-8")
        assert audited(str(folder), keys) == 1, value
    with pytest.raises(Refused, match="decided already"):
        fill("SP-1", str(gauges.store), ["B1/R1"], Work(bench(gauges), date.fromisoformat(DAY)), Events())
