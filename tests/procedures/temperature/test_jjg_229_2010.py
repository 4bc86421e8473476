"""JJG 229-2010: the tables a second time, both sides of each limit, one fail per item; answers in memory."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.errors import SubjectError
from procedures.kit.suitability import Demand
from procedures.temperature.jjg_229_2010 import JJG229, facts
from sequencer.errors import EntryRefused, Interrupted
from tests.procedures.answers import Judged, judge, nameplate

TOLERANCE = {"AA": "0.100 0.0017", "A": "0.150 0.002", "B": "0.300 0.005", "C": "0.600 0.010"}
WIRE = {"AA": "-50 250", "A": "-100 450", "B": "-196 600", "C": "-196 600"}
FILM = {"AA": "0 150", "A": "-30 300", "B": "-50 500", "C": "-50 600"}
R100 = {"10": "13.85055", "100": "138.5055", "500": "692.5275", "1000": "1385.055"}
Judge = Callable[..., Judged]


@pytest.fixture
def sensor(tmp_path: Path) -> Judge:
    """Judges a wire-wound Pt100 of class B, with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, **fields: str | None) -> Judged:
        plate = nameplate(tmp_path / "subject.toml", "thermoresistor", **fields)
        return judge("JJG 229", "thermoresistor", plate, given or {})

    return run


def shown(t: str, tau: str, t0: str | None = None) -> dict[str, str]:
    """Four readings of the sensor at a point, and of the standard."""
    given = {f"deviation/{t}degC/tau{n}": tau for n in (1, 2, 3, 4)}
    return given | ({} if t0 is None else {f"deviation/{t}degC/t0{n}": t0 for n in (1, 2, 3, 4)})


def test_the_edition() -> None:
    r = JJG229.regulation
    assert (r.id, r.issued.isoformat(), r.in_force.isoformat()) == ("JJG 229-2010", "2010-09-06", "2011-03-06")
    assert (r.replaces, r.kind, r.validity_months) == (("JJG 229-1998",), "resistance-thermometer", 12)
    assert [s.clause for s in r.sources] == ["JJG 229-2010 检定点", "JJG 229-2010 发布日期与周期"]
    assert facts.standards_demands(None) == {"standard": Demand(ratio=Decimal(4))}
    items = JJG229.items()[2:]
    assert [(i.key, i.gate, i.measured) for i in items] == [
        ("appearance", True, False), ("deviation", False, True), ("alpha", False, True),
    ]  # fmt: skip
    conditions = {c.quantity: (c.lower, c.upper) for c in JJG229.conditions(None)}
    assert conditions == {"temperature": (Decimal(15), Decimal(35)), "humidity": (None, Decimal(80))}


def test_sources_and_what_is_not_known() -> None:
    secondary, unverified = (
        {"tolerance", "range", "method", "appearance"},
        {"dates", "points", "standard", "environment"},
    )
    assert {facts.source(k).status.value for k in secondary} == {"secondary"}
    assert {facts.source(k).status.value for k in unverified} == {"unverified"}


@pytest.mark.parametrize(("table", "rows"), [("tolerance", TOLERANCE), ("wire_wound", WIRE), ("film", FILM)])
def test_the_tables(table: str, rows: dict[str, str]) -> None:
    found = {key: facts.table(table).numbers(key) for key in rows}
    assert found == {key: tuple(map(Decimal, row.split())) for key, row in rows.items()}
    numbers = [str(facts.number(key)) for key in ("A", "B", "soak", "steady", "every", "most")]
    assert numbers == ["0.0039083", "-5.775E-7", "600", "0.01", "60", "30"]


@pytest.mark.parametrize(("t", "edge"), [("0", "0.3"), ("100", "0.8")])
@pytest.mark.parametrize("sign", [1, -1])
def test_both_sides_of_the_limit_of_class_b(sensor: Judge, t: str, edge: str, sign: int) -> None:
    """The curve of platinum is almost straight: 0.8 K above 100 °C are 0.7999 K by its slope there."""
    for error, outcome in (("-0.001", "conform"), ("0.001", "not_conform")):
        tau = Decimal(t) + sign * (Decimal(edge) + Decimal(error))
        judged = sensor(shown(t, str(tau)))
        assert judged.outcomes["deviation"] == outcome, tau
        assert judged.outcomes["alpha"] == "conform"


@pytest.mark.parametrize(("t0", "tau"), [("100.05", "100.95"), ("99.95", "100.65")])
def test_the_bath_need_not_be_at_the_point(sensor: Judge, t0: str, tau: str) -> None:
    """Reduced to 100 °C by what the standard shows: the difference of both counts."""
    judged = sensor(shown("100", tau, t0))
    error = Decimal(judged.of("deviation")["100degC"]["decision"]["unrounded"])
    assert abs(error - (Decimal(tau) - Decimal(t0))) < Decimal("0.001")
    assert (judged.outcomes["deviation"] == "conform") is (error <= Decimal("0.8"))


def test_the_mean_of_four_readings_counts(sensor: Judge) -> None:
    four = ("0.1", "0.2", "0.3", "0.5")
    judged = sensor({f"deviation/0degC/tau{n}": tau for n, tau in enumerate(four, 1)})
    decision = judged.of("deviation")["0degC"]
    assert (decision["values"]["tau"], decision["outcome"]) == ("0.28", "conform")
    read = [a.rpartition("/")[2] for kind, a, _ in judged.bodies if kind == "observation" and "/0degC/" in a]
    assert read == ["t01", "tau1", "t02", "tau2", "t03", "tau3", "t04", "tau4"]


@pytest.mark.parametrize("r0", R100)
def test_resistances_by_the_curve_of_platinum(sensor: Judge, r0: str) -> None:
    values = sensor(r0=f'"{r0}"').of("alpha")["alpha"]["values"]
    found = tuple(Decimal(values[key]) for key in ("R0", "R100", "alpha"))
    exact = (Decimal(r0), Decimal(R100[r0]), Decimal("0.00385055"))
    assert found == tuple(e.quantize(f) for e, f in zip(exact, found, strict=True))
    assert found[2] == Decimal("0.003851")


def test_a_sensor_is_a_pt100_unless_marked_otherwise(sensor: Judge) -> None:
    assert Decimal(sensor(r0=None).of("alpha")["alpha"]["values"]["R0"]) == 100


def test_the_order_at_a_point_and_the_curve(sensor: Judge) -> None:
    judged = sensor()
    steps = [
        (a.split("/")[1], b.get("args") or b["seconds"]) for kind, a, b in judged.bodies if kind in {"command", "dwell"}
    ]
    assert steps == [
        ("0degC", ["0", "°C"]), ("0degC", "600"), ("0degC", "60"),
        ("100degC", ["100", "°C"]), ("100degC", "600"), ("100degC", "60"),
    ]  # fmt: skip
    assert {b["plot"]["series"] for b in judged.of("deviation").values()} == {"up"}


def test_alpha_without_a_reading_at_100_degrees(sensor: Judge) -> None:
    judged = sensor({"deviation/100degC/tau3": "not_measured"})
    assert (judged.outcomes["deviation"], judged.outcomes["alpha"]) == ("incomplete", "incomplete")


def test_appearance_stops_the_run(sensor: Judge) -> None:
    judged = sensor({"/sound": "not_conform"})
    assert (judged.outcomes["appearance"], judged.outcomes["deviation"]) == ("not_conform", "incomplete")
    with pytest.raises((EntryRefused, Interrupted)):
        sensor({"/sound": "not_applicable"})


@pytest.mark.parametrize(("kind", "lower", "upper", "conforms"), [
    ("wire_wound", "-196 °C", "600 °C", True), ("wire_wound", "-197 °C", "600 °C", False),
    ("wire_wound", "-196 °C", "601 °C", False), ("film", "-50 °C", "500 °C", True), ("film", "-51 °C", "500 °C", False),
    ("wire_wound", "77.15 K", "873.15 K", True), ("wire_wound", "76 K", "873.15 K", False),
])  # fmt: skip
def test_the_range_belongs_to_the_class(sensor: Judge, kind: str, lower: str, upper: str, conforms: Any) -> None:
    judged = sensor(kind=f'"{kind}"', lower=f'"{lower}"', upper=f'"{upper}"')
    assert (judged.outcomes["specification"] == "conform") is conforms


@pytest.mark.parametrize("accuracy", TOLERANCE)
def test_every_class_is_accepted(sensor: Judge, accuracy: str) -> None:
    judged = sensor(**{"class": f'"{accuracy}"', "lower": '"0 °C"', "upper": '"150 °C"'})
    assert judged.verdict["outcome"] == "conform"


@pytest.mark.parametrize("fields", [{"class": '"D"'}, {"kind": '"glass"'}, {"r0": '"50"'}])
def test_a_nameplate_that_is_not_covered_is_refused(sensor: Judge, fields: dict[str, str]) -> None:
    with pytest.raises(SubjectError):
        sensor(**fields)
