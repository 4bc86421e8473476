"""Breath analysers in France: the figures a second time, both sides of every edge of the limits."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.concentration.nor_indi0301735a_2003 import BreathAnalysersFR, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.procedures.answers import changed, judge

D = Decimal
ID = "NOR INDI0301735A:2003"


def test_figures_a_second_time() -> None:
    """Article 15: 0.032 mg/L below 0.400 mg/L, 8 % to 2.000 mg/L, 30 % above; former types 15 % from 1.000 mg/L."""
    numbers = {key: facts.number(key) for key in ("least", "percent", "percent_above", "percent_former", "repeats")}
    assert numbers == {
        "least": D("0.032"), "percent": 8, "percent_above": 30, "percent_former": 15, "repeats": 3
    }  # fmt: skip
    assert facts.table("edges").row("mg/L") == {"constant": D("0.4"), "percent": 2, "former": 1}
    assert facts.number("step") == D("0.001")
    points = facts.table("points").numbers("mg/L")
    assert points == tuple(map(D, ("0.15", "0.35", "0.4", "0.7", "1", "1.5")))
    r = BreathAnalysersFR.regulation
    assert (r.jurisdiction, r.kind, r.draft, r.validity_months) == ("FR", "breath-analyser", False, 12)
    assert (f"{r.issued}", f"{r.in_force}") == ("2003-07-08", "2003-07-08")
    read = {key: str(facts.source(key).status) for key in ("period", "mpe", "cycle", "mark")}
    assert set(read.values()) == {"verified"}
    assert [u.uncertainty for u in facts.standards_demands(None).values()] == [3]


def test_items() -> None:
    items = {i.key: i for i in BreathAnalysersFR.items()}
    assert list(items)[2:] == ["examination", "indication", "cycle"]
    assert all(items[key].stages == {Stage.SUBSEQUENT, Stage.IN_SERVICE} for key in list(items)[2:])
    assert [items[key].gate for key in list(items)[2:]] == [True, False, False]
    assert [items[key].measured for key in list(items)[2:]] == [False, True, False]


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("breath_fr") / "lab"
    write_example(ID, folder)
    return folder


def judged(lab: Path, given: dict[str, str] | None = None, **fields: str) -> Any:
    subject = changed(lab / "subjects/breath_analyser.toml", **fields)
    return judge(ID, lab / "benches/breath_analyser.toml", subject, given or {}, stage="subsequent")


def test_each_content_three_times(lab: Path) -> None:
    found = judged(lab)
    contents = ("0.150", "0.350", "0.400", "0.700", "1.000", "1.500")
    assert list(found.of("indication")) == [f"{c}mgL/{n}" for c in contents for n in (1, 2, 3)]
    assert set(found.outcomes.values()) == {"conform"}
    calls = [b["args"] for kind, _, b in found.bodies if kind == "command" and b["method"] == "inject"]
    assert [D(c) for c, _ in calls] == [D(c) for c in contents for _ in range(3)]


@pytest.mark.parametrize(("gas", "shown", "outcome"), [
    ("0.150", "0.182", "conform"), ("0.150", "0.183", "not_conform"), ("0.150", "0.117", "not_conform"),
    ("0.399", "0.431", "conform"), ("0.399", "0.432", "not_conform"),
    ("0.400", "0.434", "conform"), ("0.400", "0.435", "not_conform"),  # 8 % of 0.434 are 0.03472
    ("0.400", "0.371", "conform"), ("0.400", "0.370", "not_conform"),  # 8 % of 0.370 are 0.0296
    ("1.000", "1.086", "conform"), ("1.000", "1.087", "not_conform"),
    ("2.000", "1.852", "conform"), ("2.000", "1.851", "not_conform"),
    ("2.001", "1.540", "conform"), ("2.001", "1.539", "not_conform"),
])  # fmt: skip
def test_limits(lab: Path, gas: str, shown: str, outcome: str) -> None:
    assert judged(lab, _first(gas, shown)).outcomes["indication"] == outcome


@pytest.mark.parametrize(("gas", "shown", "outcome"), [
    ("0.999", "1.086", "not_conform"), ("1.000", "1.176", "conform"), ("1.000", "1.177", "not_conform"),
    ("2.000", "1.740", "conform"), ("2.000", "1.739", "not_conform"), ("2.001", "1.739", "conform"),
])  # fmt: skip
def test_former_types(lab: Path, gas: str, shown: str, outcome: str) -> None:
    assert judged(lab, _first(gas, shown), former="true").outcomes["indication"] == outcome


def _first(gas: str, shown: str) -> dict[str, str]:
    """What is read at the first blow of the content nearest to the gas."""
    nearest = min(facts.table("points").numbers("mg/L"), key=lambda c: abs(c - D(gas)))
    return {f"{nearest:.3f}mgL/1/ref": gas, f"{nearest:.3f}mgL/1/x": shown}


@pytest.mark.parametrize(("fields", "outcome"), [
    ({"upper": '"1.5 mg/L"'}, "conform"), ({"upper": '"1.499 mg/L"'}, "not_conform"),
    ({"step": '"0.0011 mg/L"'}, "not_conform"),
])  # fmt: skip
def test_the_nameplate(lab: Path, fields: dict[str, str], outcome: str) -> None:
    assert judged(lab, **fields).outcomes["specification"] == outcome
