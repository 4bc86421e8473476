"""Precision gauges, a draft: what is remembered a second time, every limit once it is read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from procedures.pressure.jjg_49_2013 import JJG49, PrecisionGauge, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import changed, judge

D = Decimal
ID = "JJG 49-2013"
CLASSES = ("0.06", "0.1", "0.16", "0.25", "0.4", "0.6")
VACUUM = {"lower": '"-0.1 MPa"', "upper": '"0 MPa"', "division": '"0.0005 MPa"'}


def plate(accuracy: str, **other: Any) -> PrecisionGauge:
    return PrecisionGauge.model_validate({
        "name": "x", "maker": "x", "model": "x", "serial": "1", "class": accuracy, "lower": "0 MPa", "upper": "1 MPa",
        "division": "0.01 MPa", "numbered_marks": ["0 MPa", "0.5 MPa", "1 MPa"], "stop_pin": False, **other,
    })  # fmt: skip


@pytest.mark.parametrize("accuracy", CLASSES)
def test_figures_a_second_time(accuracy: str) -> None:
    row = facts.table("mpe").row(accuracy)
    assert [row[column] for column in ("with_stop_pin", "without_stop_pin", "rest")] == [D(accuracy)] * 3
    assert {role: d.ratio for role, d in facts.standards_demands(plate(accuracy)).items()} == {"source": 4}
    air = {c.quantity: (c.lower, c.upper) for c in JJG49.conditions(plate(accuracy))}
    coarse = accuracy in {"0.4", "0.6"}
    assert air == {"temperature": (17, 23) if coarse else (18, 22), "humidity": (None, 85)}


def test_the_edition() -> None:
    r = JJG49.regulation
    assert (r.id, r.draft, r.validity_months, r.kind) == (ID, True, 12, "precision-pressure-gauge")
    assert (f"{r.issued}", f"{r.in_force}", r.replaces) == ("2013-06-27", "2013-12-27", ("JJG 49-1999",))
    numbers = "points", "reading_step", "tapping", "hold", "vacuum_part", "atmosphere", "gas_up_to"
    assert [facts.number(n) for n in numbers] == list(map(D, ["8", "0.1", "0.5", "180", "0.92", "101.325", "0.25"]))
    items = {i.key: i for i in JJG49.items()}
    keys = ["appearance", "indication", "zero", "hysteresis", "tapping", "smoothness"]
    assert list(items)[2:] == keys
    assert {tuple(sorted(items[k].stages)) for k in keys} == {
        tuple(sorted([Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE]))
    }
    assert [items[k].gate for k in keys] == [True] + 5 * [False]


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("precision_gauge") / "lab"
    write_example(ID, folder)
    supply(JJG49, folder)
    return folder


def judged(lab: Path, given: dict[str, str] | None = None, stage: str = "initial", **fields: str) -> Any:
    subject = changed(lab / "subjects/precision_gauge.toml", **fields)
    return judge(ID, lab / "benches/precision_gauge.toml", subject, given or {}, stage=stage)


def points(found: Any, direction: str) -> list[str]:
    return [a.split("/")[1] for a in found.of("indication") if a.startswith(direction) and a.count("/") == 1]


@pytest.mark.parametrize("stage", ["initial", "subsequent", "in-service"])
def test_an_ideal_gauge_conforms(lab: Path, stage: str) -> None:
    found = judged(lab, stage=stage)
    assert set(found.outcomes.values()) == {"conform"}
    up = points(found, "up")
    assert [D(p.removesuffix("MPa")) for p in up] == [D(n) / 5 for n in range(1, 9)]
    assert points(found, "down") == up[::-1]


def test_what_rests_on_an_mpe_from_memory_is_not_firm() -> None:
    assert {str(facts.source(key).status) for key in ("mpe", "readings", "tapping")} == {"unverified"}
    assert {str(facts.source(key).status) for key in ("points", "holding")} == {"secondary"}


def test_divisions_where_there_are_too_few_numbered_marks(lab: Path) -> None:
    """Seven marks besides zero are too few: an eighth of 1.5 MPa, on divisions of 0.01 MPa."""
    marks = '["0 MPa", "0.2 MPa", "0.4 MPa", "0.6 MPa", "0.8 MPa", "1.0 MPa", "1.2 MPa", "1.5 MPa"]'
    found = judged(lab, upper='"1.5 MPa"', numbered_marks=marks)
    shown = [D(p.removesuffix("MPa")) for p in points(found, "up")]
    assert shown == [D(x) for x in ["0.19", "0.38", "0.56", "0.75", "0.94", "1.12", "1.31", "1.5"]]


def test_a_vacuum_gauge(lab: Path) -> None:
    """0.92 of the atmosphere is 0.0932 MPa; divisions of 0.0005 MPa."""
    found = judged(lab, numbered_marks='["-0.1 MPa", "-0.05 MPa", "0 MPa"]', **VACUUM)
    shown = [D(p.removesuffix("MPa")) for p in points(found, "out")]
    assert shown == [D(x) for x in ["-0.0125", "-0.025", "-0.0375", "-0.05", "-0.0625", "-0.075", "-0.0875", "-0.093"]]
    assert points(found, "up") == []
    limits = {c["decision"]["limit"][1] for c in found.of("indication").values() if "decision" in c}
    assert {D(x) for x in limits} == {D("0.00025")}


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("error", "outcome"), [("0.004", "conform"), ("0.005", "not_conform")])
def test_error_after_tapping(lab: Path, sign: int, error: str, outcome: str) -> None:
    """0.25 % of 1.6 MPa: 0.004 MPa."""
    given = {
        f"{way}/0.8MPa/{r}": f"{D('0.8') + sign * D(error)}" for way in ("up", "down") for r in ("before", "after")
    }
    found = judged(lab, given).outcomes
    assert (found["indication"], found["hysteresis"], found["tapping"]) == (outcome, "conform", "conform")


@pytest.mark.parametrize(("before", "outcome"), [("0.804", "conform"), ("0.805", "not_conform")])
def test_error_before_tapping_counts_too(lab: Path, before: str, outcome: str) -> None:
    given = {f"{way}/0.8MPa/after": "0.803" for way in ("up", "down")} | {"up/0.8MPa/before": before}
    found = judged(lab, given | {"down/0.8MPa/before": "0.803"}).outcomes
    assert (found["indication"], found["tapping"]) == (outcome, "conform")


@pytest.mark.parametrize(("down", "outcome"), [("0.802", "conform"), ("0.803", "not_conform")])
def test_hysteresis(lab: Path, down: str, outcome: str) -> None:
    given = {f"up/0.8MPa/{r}": "0.798" for r in ("before", "after")} | {
        f"down/0.8MPa/{r}": down for r in ("before", "after")
    }
    found = judged(lab, given).outcomes
    assert (found["hysteresis"], found["indication"]) == (outcome, "conform")


@pytest.mark.parametrize(("before", "outcome"), [("0.798", "conform"), ("0.797", "not_conform")])
def test_tapping(lab: Path, before: str, outcome: str) -> None:
    """Half of 0.004 MPa."""
    found = judged(lab, {"up/0.8MPa/before": before}).outcomes
    assert (found["tapping"], found["indication"]) == (outcome, "conform")


@pytest.mark.parametrize("pin", ["true", "false"])
@pytest.mark.parametrize("when", ["before_up", "after_down"])
def test_zero(lab: Path, pin: str, when: str) -> None:
    for zero, outcome in (("0.004", "conform"), ("0.005", "not_conform")):
        assert judged(lab, {f"{when}/after": zero}, stop_pin=pin).outcomes["zero"] == outcome


@pytest.mark.parametrize(("check", "item"), [
    ("marks", "appearance"), ("case", "appearance"), ("pointer", "appearance"), ("smoothness", "smoothness"),
])  # fmt: skip
def test_checks_fail_their_item(lab: Path, check: str, item: str) -> None:
    assert judged(lab, {f"/{check}": "not_conform"}).outcomes[item] == "not_conform"


@pytest.mark.parametrize("other", [{"lower": "-0.1 MPa"}, {"class": "1"}])
def test_a_nameplate_that_is_refused(other: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        plate("0.4", **other) if "class" not in other else plate(other["class"])
