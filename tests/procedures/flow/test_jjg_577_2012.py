"""Diaphragm gas meters: the figures a second time, flow rates, limits by stage, pressure loss, B07 of the vectors."""

from decimal import Decimal
from typing import Any

import pytest

from metrology.validity import Mode
from procedures.flow.jjg_577_2012 import JJG577, DiaphragmMeter
from sequencer.errors import Interrupted
from tests.procedures.flow.example_labs import ExampleLab

NAME = "JJG 577-2012"
TABLES = {
    "mpe": {"1.5": ("3", "1.5"), "1": ("2", "1")},
    "in_service": {"1.5 lower": ("-6", "3"), "1.5 upper": ("-3", "3"), "1 lower": ("-4", "4"), "1 upper": ("-2", "2")},
    "pressure_loss": {"small": ("10", "200"), "industrial": ("65", "300"), "large": ("160", "400")},
    "points": {"diaphragm": ("0.2",)},
}


def test_figures_a_second_time() -> None:
    facts = JJG577.facts
    for table, rows in TABLES.items():
        assert {k: facts.table(table).numbers(k) for k in rows} == {k: tuple(map(Decimal, v)) for k, v in rows.items()}
    numbers = ("above_qmax", "up_to_qmax", "repeats", "least_time", "intervals", "steady_low", "steady", "temperatures")
    expected = ("0", "160", "1", "60", "200", "0.025", "0.05", "1")
    assert [facts.number(n) for n in numbers] == list(map(Decimal, expected))


@pytest.mark.parametrize(("qmax", "gas", "months", "mode", "room"), [
    ("10 m³/h", "natural", 120, Mode.ROTATION, (18, 22)), ("10 m³/h", "manufactured", 72, Mode.ROTATION, (18, 22)),
    ("6 m³/h", "lpg", 72, Mode.ROTATION, (18, 22)), ("16 m³/h", "natural", 36, Mode.PERIODIC, (15, 25)),
])  # fmt: skip
def test_periods_and_conditions_by_size(qmax: str, gas: str, months: int, mode: Mode, room: tuple[int, int]) -> None:
    made = plate(qmax=qmax, gas=gas)
    assert (JJG577.validity_months(made), JJG577.validity_mode(made)) == (months, mode)
    conditions = {c.quantity: (c.lower, c.upper) for c in JJG577.conditions(made)}
    assert conditions["temperature"] == room
    assert (conditions["humidity"], conditions["air_pressure"]) == ((45, 75), (860, 1060))


def plate(**fields: str) -> DiaphragmMeter:
    """A nameplate."""
    return DiaphragmMeter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "1.5",
        "principle": "diaphragm", "qmax": "6 m³/h", "qt": "0.6 m³/h", "qmin": "0.04 m³/h", "interval": "0.2 L",
        "electronic": False, **fields,
    })  # fmt: skip


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(NAME, tmp_path_factory.mktemp("diaphragm") / "lab")


def judged(lab: ExampleLab, given: dict[str, str], stage: str = "initial", **fields: str) -> Any:
    """The ideal meter with what was read otherwise; fields of the nameplate changed."""
    return lab.judged(NAME, given, stage, **fields)


def shown(rate: str, percent: str) -> dict[str, str]:
    """A run of 1 m³ at equal conditions with an error in %."""
    at = f"indication/{rate}/1"
    equal = {"ts": "20", "tm": "20", "ps": "101", "pm": "101", "R0": "0", "R1": "1", "V0": "0"}
    return {f"{at}/{k}": v for k, v in equal.items()} | {f"{at}/V1": str(1 + Decimal(percent) / 100)}


RATES = {"Qmin": "Qmin/0.25m3h", "0.2Qmax": "0.2Qmax/8m3h", "Qmax": "Qmax/40m3h"}


def test_flow_rates(lab: ExampleLab) -> None:
    rows = {"/".join(a.split("/")[:2]) for a in judged(lab, {}).of("indication")}
    assert rows == set(RATES.values())


@pytest.mark.parametrize(("stage", "accuracy", "rate", "low", "high"), [
    ("initial", "1.5", "Qmin", "-3", "3"), ("initial", "1.5", "0.2Qmax", "-1.5", "1.5"),
    ("initial", "1.5", "Qmax", "-1.5", "1.5"), ("subsequent", "1", "Qmin", "-2", "2"),
    ("subsequent", "1", "Qmax", "-1", "1"), ("in-service", "1.5", "Qmin", "-6", "3"),
    ("in-service", "1.5", "0.2Qmax", "-3", "3"), ("in-service", "1", "Qmin", "-4", "4"),
    ("in-service", "1", "Qmax", "-2", "2"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: ExampleLab, stage: str, accuracy: str, rate: str, low: str, high: str) -> None:
    for edge, step in ((low, "-0.001"), (high, "0.001")):
        for percent, outcome in ((edge, "conform"), (str(Decimal(edge) + Decimal(step)), "not_conform")):
            found = judged(lab, shown(RATES[rate], percent), stage, **{"class": f'"{accuracy}"'})
            assert found.outcomes["indication"] == outcome


def test_the_upper_zone_begins_at_qt(lab: ExampleLab) -> None:
    """Qt at 0.2 Qmax: that flow rate has the limits of the upper zone, in service too."""
    for stage, percent in (("initial", "1.501"), ("in-service", "-3.001")):
        found = judged(lab, shown(RATES["0.2Qmax"], percent), stage, qt='"8 m³/h"')
        assert found.outcomes["indication"] == "not_conform"


@pytest.mark.parametrize(("qmax", "rate", "limit"), [
    ("10 m³/h", "Qmax/10m3h", "200"), ("16 m³/h", "Qmax/16m3h", "300"), ("65 m³/h", "Qmax/65m3h", "300"),
    ("100 m³/h", "Qmax/100m3h", "400"),
])  # fmt: skip
def test_pressure_loss(lab: ExampleLab, qmax: str, rate: str, limit: str) -> None:
    for dp, outcome in ((limit, "conform"), (f"{limit}.1", "not_conform")):
        found = judged(lab, {f"pressure_loss/{rate}/dp": dp}, qmax=f'"{qmax}"')
        assert found.outcomes["pressure_loss"] == outcome
    assert "pressure_loss" not in judged(lab, {}, "in-service").outcomes


@pytest.mark.parametrize(("accuracy", "outcome"), [("1.5", "conform"), ("1", "not_conform")])
def test_constructed_vector_b07(lab: ExampleLab, accuracy: str, outcome: str) -> None:
    """100 L at 101.825 kPa, 20.0 °C; the meter at 101.325 kPa, 20.4 °C shows 99.2 L: 100.6306 L, −1.42 %."""
    at = "indication/Qmax/40m3h/1"
    read = {
        "ts": "20.0",
        "tm": "20.4",
        "ps": "101.825",
        "pm": "101.325",
        "R0": "0",
        "R1": "0.1000",
        "V0": "0",
        "V1": "0.0992",
    }
    found = judged(lab, {f"{at}/{k}": v for k, v in read.items()}, **{"class": f'"{accuracy}"'})
    (body,) = [b for a, b in found.of("indication").items() if a == "Qmax/40m3h/1"]
    assert Decimal(body["values"]["Vr"]) == Decimal("0.10063")
    assert round(Decimal(body["values"]["E"]), 1) == Decimal("-1.4")
    assert found.outcomes["indication"] == outcome


@pytest.mark.parametrize(("tm", "refused"), [("21", False), ("19", False), ("21.1", True), ("18.9", True)])
def test_temperatures_at_reference_and_meter(lab: ExampleLab, tm: str, refused: bool) -> None:
    given = shown(RATES["Qmax"], "0") | {"indication/Qmax/40m3h/1/tm": tm}
    if refused:
        with pytest.raises(Interrupted, match="differ too much"):
            judged(lab, given)
    else:
        judged(lab, given)


@pytest.mark.parametrize(("qmax", "outcome"), [("160 m³/h", "conform"), ("161 m³/h", "not_conform")])
def test_sizes(lab: ExampleLab, qmax: str, outcome: str) -> None:
    fields = {"qmax": f'"{qmax}"'}
    if outcome == "conform":
        assert judged(lab, {}, **fields).verdict["outcome"] == outcome
    else:
        assert lab.judged(NAME, {}, "in-service", **fields).verdict["outcome"] == outcome


@pytest.mark.parametrize("check", ["marks", "seal", "scope", "leak", "soaked"])
def test_a_check_that_fails(lab: ExampleLab, check: str) -> None:
    assert judged(lab, {f"/{check}": "not_conform"}).verdict["outcome"] == "not_conform"


def test_the_loss_is_read_while_gas_flows_at_qmax(lab: ExampleLab) -> None:
    bodies = judged(lab, {}).bodies
    done = [(b["method"], *b.get("args", ())) for k, a, b in bodies if k == "command" and a.startswith("pressure_loss")]
    assert done == [("set_flow", "40", "m³/h"), ("stop",)]
    ideal = [b["value"]["number"] for k, a, b in bodies if k == "observation" and a == "pressure_loss/Qmax/40m3h/dp"]
    assert ideal == ["0"]
