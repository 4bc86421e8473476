"""Pressure transmitters, a draft: what is remembered a second time, the formula, every limit once it is read."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.pressure.jjg_882_2019 import JJG882, Transmitter, facts
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.figures_read import supply
from tests.procedures.answers import changed, judge

D = Decimal
ID = "JJG 882-2019"
#: Class: MPE and first hysteresis in % of the output span, points, cycles.
CLASSES = {
    "0.05": "0.05 0.04 9 3", "0.1": "0.1 0.08 9 3", "0.2": "0.2 0.16 5 1", "0.25": "0.25 0.2 5 1", "0.5": "0.5 0.4 5 1",
    "1": "1 0.8 5 1", "1.5": "1.5 1.2 5 1", "2": "2 1.6 5 1",
}  # fmt: skip


def plate(accuracy: str) -> Transmitter:
    return Transmitter.model_validate({
        "name": "x", "maker": "x", "model": "x", "serial": "1", "class": accuracy, "lower": "0 kPa", "upper": "1 kPa",
    })  # fmt: skip


@pytest.mark.parametrize("accuracy", CLASSES)
def test_figures_a_second_time(accuracy: str) -> None:
    assert facts.table("classes").numbers(accuracy) == tuple(map(D, CLASSES[accuracy].split()))
    fine = accuracy in {"0.05", "0.1"}
    demanded = facts.standards_demands(plate(accuracy))
    assert {role: d.ratio for role, d in demanded.items()} == dict.fromkeys(("source", "meter"), 3 if fine else 4)
    air = {c.quantity: (c.lower, c.upper) for c in JJG882.conditions(plate(accuracy))}
    assert air == {"temperature": (18, 22) if fine else (15, 25), "humidity": (45, 75)}


def test_the_edition() -> None:
    r = JJG882.regulation
    assert (r.id, r.draft, r.validity_months, r.kind) == (ID, True, 12, "pressure-transmitter")
    assert (f"{r.issued}", f"{r.in_force}", r.replaces) == ("2019-12-31", "2020-03-31", ("JJG 882-2004",))
    assert [facts.number(n) for n in ("rounding", "insulation")] == [10, 20]
    items = {i.key: i for i in JJG882.items()}
    keys = ["appearance", "tightness", "insulation", "indication", "hysteresis"]
    assert list(items)[2:] == keys
    every = {Stage.INITIAL, Stage.SUBSEQUENT, Stage.IN_SERVICE}
    not_used = every - {Stage.IN_SERVICE}
    assert [items[key].stages for key in keys] == [every, not_used, not_used, every, every]
    assert [items[key].gate for key in keys] == [True] + 4 * [False]
    assert [items[key].measured for key in keys] == [False] + 4 * [True]


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("transmitter") / "lab"
    write_example(ID, folder)
    supply(JJG882, folder)
    return folder


def judged(lab: Path, given: dict[str, str] | None = None, stage: str = "initial", **fields: str) -> Any:
    subject = changed(lab / "subjects/pressure_transmitter.toml", **fields)
    return judge(ID, lab / "benches/pressure_transmitter.toml", subject, given or {}, stage=stage)


def test_points_and_cycles(lab: Path) -> None:
    found = judged(lab)
    up = ["0kPa", "400kPa", "800kPa", "1200kPa", "1600kPa"]
    assert list(found.of("indication")) == [f"up/{p}" for p in up] + [f"down/{p}" for p in up[::-1]]
    assert list(found.of("hysteresis")) == up
    assert set(found.outcomes.values()) == {"conform"}
    fine = judged(lab, **{"class": '"0.1"'})
    assert len(fine.of("indication")) == 54
    assert list(fine.of("hysteresis"))[1] == "200kPa"


def test_the_output_that_belongs_to_a_pressure(lab: Path) -> None:
    """400.8 kPa of 1600 kPa belong to 8.008 mA."""
    found = judged(lab, {"1/up/400kPa/ref": "400.8", "1/up/400kPa/I": "0.0080"}).of("indication")["up/400kPa"]
    assert [D(found["values"][key]) for key in ("A", "i", "E")] == [D("8.008"), 8, D("-0.008")]
    other = judged(lab, {"1/up/-50kPa/ref": "-50"}, lower='"-100 kPa"', upper='"100 kPa"').of("indication")
    assert other["up/-50kPa"]["values"]["A"] in {"8", "8.000"}


@pytest.mark.parametrize(("accuracy", "error", "outcome"), [
    ("0.5", "0.0800", "conform"), ("0.5", "0.0804", "conform"), ("0.5", "0.0806", "not_conform"),
    ("0.5", "-0.0804", "conform"), ("0.5", "-0.0806", "not_conform"), ("2", "0.324", "conform"),
    ("2", "0.326", "not_conform"),
])  # fmt: skip
def test_error_after_rounding(lab: Path, accuracy: str, error: str, outcome: str) -> None:
    """0.5 %: 0.080 mA, judged to 0.001 mA; 2 %: 0.32 mA, judged to 0.01 mA."""
    given = {"1/up/800kPa/I": f"{(12 + D(error)) / 1000}", "1/down/800kPa/I": f"{(12 + D(error)) / 1000}"}
    assert judged(lab, given, **{"class": f'"{accuracy}"'}).outcomes["indication"] == outcome


@pytest.mark.parametrize(("stage", "spread", "outcome"), [
    ("initial", "0.064", "conform"), ("initial", "0.065", "not_conform"),
    ("subsequent", "0.080", "conform"), ("subsequent", "0.081", "not_conform"),
])  # fmt: skip
def test_hysteresis(lab: Path, stage: str, spread: str, outcome: str) -> None:
    """The first time 0.4 %, 0.064 mA; later the MPE, 0.080 mA."""
    half = D(spread) / 2
    given = {"1/up/800kPa/I": f"{(12 - half) / 1000}", "1/down/800kPa/I": f"{(12 + half) / 1000}"}
    found = judged(lab, given, stage)
    assert (found.outcomes["hysteresis"], found.outcomes["indication"]) == (outcome, "conform")


def test_hysteresis_is_of_the_means_of_three_cycles(lab: Path) -> None:
    """One stroke of three is 0.012 mA too high: the means differ by 0.004 mA."""
    found = judged(lab, {"2/down/800kPa/I": "0.012012"}, **{"class": '"0.1"'})
    assert found.of("hysteresis")["800kPa"]["values"]["H"] == "0.004"


@pytest.mark.parametrize(("R", "outcome"), [("20", "conform"), ("19.9", "not_conform")])
def test_insulation(lab: Path, R: str, outcome: str) -> None:
    assert judged(lab, {"insulation/R": R}).outcomes["insulation"] == outcome
    assert {"insulation", "tightness"}.isdisjoint(judged(lab, stage="in-service").outcomes)


def test_the_upper_limit_lies_above_the_lower_one() -> None:
    with pytest.raises(ValueError, match="above the lower one"):
        Transmitter.model_validate({**plate("1").model_dump(by_alias=True, mode="json"), "upper": "0 kPa"})
