"""Breath analysers in Spain: figures a second time, a draft whose firm parts decide, the whole with R 126 read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.concentration.ict_155_xiii_2020 import BreathAnalysersES, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import changed, judge

D = Decimal
ID = "ICT/155/2020 XIII:2020"


def test_figures_a_second_time() -> None:
    """Tables 2 and 3 of annex XIII; the limits of R 126 from memory, those in service as reported."""
    assert facts.table("points").numbers("mg/L") == tuple(map(D, ("0.15", "0.25", "0.6", "0.95", "1.5")))
    assert facts.table("repeats").row("n") == {"periodic": 5, "repair": 10}
    assert facts.table("mpe_periodic").row("mg/L") == {"least": D("0.03"), "percent": D("7.5")}
    assert facts.table("mpe_repair").row("mg/L") == {"least": D("0.02"), "percent": 5}
    above = {row: facts.table("above").row(row) for row in ("periodic", "repair")}
    assert above["periodic"] == {"slope": D("0.75"), "less": D("1.35")}
    assert above["repair"] == {"slope": D("0.5"), "less": D("0.9")}
    assert {way: facts.table("ways").numbers(way) for way in ("short", "long")} == {"short": (3,), "long": (15,)}
    numbers = [
        facts.number(n) for n in ("wide", "wide_part", "injected", "injections", "usual_duration", "part", "step")
    ]
    assert numbers == [2, D("0.9"), D("0.25"), 5, 5, 3, D("0.001")]
    r = BreathAnalysersES.regulation
    assert (r.jurisdiction, r.kind, r.draft, r.validity_months) == ("ES", "breath-analyser", True, 12)
    assert (f"{r.issued}", f"{r.in_force}") == ("2020-02-07", "2020-10-24")
    assert {c.key for c in facts.unread} == {"ways", "repaired", "above", "scatter", "resolution"}
    assert [u.uncertainty for u in facts.standards_demands(None).values()] == [3]


def test_items() -> None:
    items = {i.key: i for i in BreathAnalysersES.items()}
    assert list(items)[2:] == ["examination", "indication", "repeatability", "injection", "cycle"]
    assert all(items[key].stages == {Stage.SUBSEQUENT, Stage.AFTER_REPAIR} for key in list(items)[2:])
    assert [items[key].gate for key in list(items)[2:]] == [True, False, False, False, False]
    assert [items[key].measured for key in list(items)[2:]] == [False, True, True, True, False]


@pytest.fixture(scope="module", name="labs")
def two_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """A laboratory with the draft, and one that has read R 126."""
    labs = {read: tmp_path_factory.mktemp("breath_es") / "lab" for read in (False, True)}
    for folder in labs.values():
        write_example(ID, folder)
    supply(BreathAnalysersES, labs[True])
    return labs


def judged(lab: Path, given: dict[str, str] | None = None, stage: str = "subsequent", **fields: str) -> Any:
    subject = changed(lab / "subjects/breath_analyser.toml", **fields)
    return judge(ID, lab / "benches/breath_analyser.toml", subject, given or {}, stage=stage)


def test_contents_and_blows(labs: dict[bool, Path]) -> None:
    found = judged(labs[True])
    contents = ("0.150", "0.250", "0.600", "0.950", "1.500")
    assert list(found.of("indication")) == [f"{c}mgL/{n}" for c in contents for n in range(1, 6)]
    assert list(found.of("injection")) == [f"{way}/0.250mgL/{n}" for way in ("short", "long") for n in range(1, 6)]
    durations = [b["args"] for kind, _, b in found.bodies if kind == "command" and b["method"] == "blow_for"]
    assert durations == [["3", "s"], ["15", "s"], ["5", "s"]]
    assert set(found.outcomes.values()) == {"conform"}
    repaired = judged(labs[True], stage="after-repair")
    assert len(repaired.of("indication")) == 50
    wide = judged(labs[True], upper='"3 mg/L"')
    assert list(wide.of("indication"))[-1] == "2.700mgL/5"
    assert len(judged(labs[True], upper='"2.001 mg/L"').of("indication")) == 30


@pytest.mark.parametrize(("stage", "at", "gas", "shown", "outcome"), [
    ("subsequent", "0.150", "0.150", "0.180", "conform"), ("subsequent", "0.150", "0.150", "0.181", "not_conform"),
    ("subsequent", "0.600", "0.600", "0.645", "conform"), ("subsequent", "0.600", "0.600", "0.646", "not_conform"),
    ("subsequent", "1.500", "2.000", "2.150", "conform"), ("subsequent", "1.500", "2.000", "2.151", "not_conform"),
    ("subsequent", "1.500", "2.200", "2.500", "conform"), ("subsequent", "1.500", "2.200", "2.501", "not_conform"),
    ("after-repair", "0.150", "0.150", "0.130", "conform"), ("after-repair", "0.150", "0.150", "0.129", "not_conform"),
    ("after-repair", "0.600", "0.600", "0.570", "conform"), ("after-repair", "0.600", "0.600", "0.569", "not_conform"),
    ("after-repair", "1.500", "2.200", "2.400", "conform"), ("after-repair", "1.500", "2.200", "2.401", "not_conform"),
])  # fmt: skip
def test_limits(labs: dict[bool, Path], stage: str, at: str, gas: str, shown: str, outcome: str) -> None:
    given = {f"indication/{at}mgL/1/ref": gas, f"indication/{at}mgL/1/x": shown}
    assert judged(labs[True], given, stage, upper='"3 mg/L"').outcomes["indication"] == outcome


@pytest.mark.parametrize(("stage", "swing", "outcome"), [
    ("subsequent", "0.0091", "conform"), ("subsequent", "0.0092", "not_conform"),
    ("after-repair", "0.0063", "conform"), ("after-repair", "0.0064", "not_conform"),
])  # fmt: skip
def test_repeatability(labs: dict[bool, Path], stage: str, swing: str, outcome: str) -> None:
    """Values in turn a above and a below: five have s = a √1.2, ten a √(10/9); permitted are 0.01 and 0.02/3."""
    number = 5 if stage == "subsequent" else 10
    given = {f"0.150mgL/{n}/x": f"{D('0.15') + (-1) ** n * D(swing)}" for n in range(1, number + 1)}
    found = judged(labs[True], given, stage, step='"0.0001 mg/L"')
    assert found.outcomes["repeatability"] == outcome
    assert found.outcomes["indication"] == "conform"


def test_firm_figures_decide_in_a_draft_and_others_do_not(labs: dict[bool, Path]) -> None:
    beyond = {"indication/0.150mgL/1/x": "0.190"}
    assert judged(labs[False], beyond).outcomes["indication"] == "not_conform"
    assert judged(labs[False], beyond, "after-repair").outcomes["indication"] == "undecided"
    good = judged(labs[False])
    assert good.outcomes == {
        "specification": "undecided", "environment": "conform", "examination": "conform", "indication": "conform",
        "repeatability": "undecided", "injection": "conform", "cycle": "conform",
    }  # fmt: skip
    assert good.verdict["outcome"] == "undecided"


@pytest.mark.parametrize(("fields", "outcome"), [
    ({"upper": '"1.5 mg/L"'}, "conform"), ({"upper": '"1.499 mg/L"'}, "not_conform"),
    ({"step": '"0.0011 mg/L"'}, "not_conform"),
])  # fmt: skip
def test_the_nameplate(labs: dict[bool, Path], fields: dict[str, str], outcome: str) -> None:
    assert judged(labs[True], **fields).outcomes["specification"] == outcome
