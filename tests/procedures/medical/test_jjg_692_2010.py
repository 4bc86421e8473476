"""JJG 692-2010: the figures a second time in both units, both sides of every limit, the two principles."""

import pytest

from procedures.medical.jjg_692_2010 import JJG692
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    at_least_so_many,
    demanded,
    figures,
    gates,
    header,
    outcome,
    positive,
    stages,
    statuses,
)

ID = "JJG 692"
KPA = {"display": '"kPa"', "points": '["8 kPa", "20 kPa", "34 kPa"]'}
LISTENING = {"principle": '"auscultatory"'}


def test_figures_a_second_time() -> None:
    assert header(JJG692) == ("CN", "sphygmomanometer", "2010-05-11", "2010-11-11", "JJG 692-1999", "12")
    assert figures(JJG692) == {
        "repeats": "5", "minute": "60", "simulated.kPa": "16 10.7", "simulated.mmHg": "120 80",
        "range.kPa": "34.7", "range.mmHg": "260", "static.initial_kPa": "0.4", "static.initial_mmHg": "3",
        "static.used_kPa": "0.5", "static.used_mmHg": "4", "repeatability.kPa": "0.7", "repeatability.mmHg": "5",
        "deflation.kPa": "0.3 0.4", "deflation.mmHg": "2 3", "leak.kPa": "0.8", "leak.mmHg": "6",
    }  # fmt: skip
    assert stages(JJG692) == {
        "appearance": "ISV", "range": "I", "static": "ISV", "repeatability": "ISV", "deflation": "ISV",
        "tightness": "I",
    }  # fmt: skip
    assert gates(JJG692) == (["appearance"], ["appearance"])
    assert demanded(JJG692) == {"source": "3"}
    assert statuses(JJG692) == (
        "dates s, points u, repeats u, minute s, standard u, environment s, period u, appearance s, range s, static s, "
        "repeatability s, deflation s, tightness s"
    )
    assert [s.clause for s in JJG692.regulation.sources] == [
        f"JJG 692-2010 {c}" for c in ("封面", "检定周期", "检定方法")
    ]
    found = {c.quantity: (c.lower, c.upper) for c in JJG692.conditions(None)}
    assert (found["temperature"], found["humidity"]) == ((10, 30), (None, 85))


def pair(address: str, x: str, ref: str) -> dict[str, str]:
    """Indication and reference value."""
    return {f"{address}/x": x, f"{address}/ref": ref}


@pytest.mark.parametrize(("stage", "readings", "expected"), [
    ("initial", pair("range/260mmHg", "263", "260"), "conform"),
    ("initial", pair("range/260mmHg", "256.9", "260"), "not_conform"),
    ("initial", pair("static/up/50mmHg", "53", "50"), "conform"),
    ("initial", pair("static/up/50mmHg", "53.1", "50"), "not_conform"),
    ("initial", pair("static/down/250mmHg", "246.9", "250"), "not_conform"),
    ("subsequent", pair("static/up/150mmHg", "154", "150"), "conform"),
    ("subsequent", pair("static/down/150mmHg", "145.9", "150"), "not_conform"),
    ("in-service", pair("static/up/150mmHg", "146", "150"), "conform"),
    ("in-service", pair("static/down/150mmHg", "154.1", "150"), "not_conform"),
    ("initial", {"tightness/250mmHg/y1": "250", "tightness/250mmHg/y2": "244"}, "conform"),
    ("initial", {"tightness/250mmHg/y1": "250", "tightness/250mmHg/y2": "243.9"}, "not_conform"),
])  # fmt: skip
def test_limits_in_mmhg(lab: ExampleLab, stage: str, readings: dict[str, str], expected: str) -> None:
    assert outcome(lab, ID, readings, stage) == expected


@pytest.mark.parametrize(("stage", "readings", "expected"), [
    ("initial", pair("range/34.7kPa", "35.1", "34.7"), "conform"),
    ("initial", pair("range/34.7kPa", "34.29", "34.7"), "not_conform"),
    ("initial", pair("static/up/8kPa", "8.4", "8"), "conform"),
    ("initial", pair("static/up/8kPa", "8.41", "8"), "not_conform"),
    ("in-service", pair("static/down/20kPa", "19.5", "20"), "conform"),
    ("subsequent", pair("static/down/20kPa", "19.49", "20"), "not_conform"),
    ("initial", {"tightness/34kPa/y1": "34", "tightness/34kPa/y2": "33.2"}, "conform"),
    ("initial", {"tightness/34kPa/y1": "34", "tightness/34kPa/y2": "33.19"}, "not_conform"),
])  # fmt: skip
def test_limits_in_kpa(lab: ExampleLab, stage: str, readings: dict[str, str], expected: str) -> None:
    assert outcome(lab, ID, readings, stage, **KPA) == expected


@pytest.mark.parametrize(
    ("fields", "rates"), [(LISTENING, ("2", "3", "1.9", "3.1")), ({**LISTENING, **KPA}, ("0.3", "0.4", "0.29", "0.41"))]
)
def test_deflation(lab: ExampleLab, fields: dict[str, str], rates: tuple[str, ...]) -> None:
    found = [outcome(lab, ID, {"deflation/y": rate}, "in-service", **fields) for rate in rates]
    assert found == ["conform", "conform", "not_conform", "not_conform"]
    assert "deflation" not in lab.judged(ID, {}, "initial").outcomes
    assert "repeatability" not in lab.judged(ID, {}, "initial", **LISTENING).outcomes


@pytest.mark.parametrize(("symbol", "other"), [("sys", "dia"), ("dia", "sys")])
@pytest.mark.parametrize(("shown", "expected"), [
    ("100 105 100 105 103", "conform"), ("100 105.1 100 105 103", "undecided"),
    ("95 105 95 105 100", "undecided"), ("94.9 105 95 105 100", "not_conform"),
])  # fmt: skip
def test_repeatability(lab: ExampleLab, symbol: str, other: str, shown: str, expected: str) -> None:
    """A range within 5 mmHg conforms; a standard deviation beyond 5 mmHg does not; between them nothing is decided."""
    readings = {f"repeatability/{n}/{symbol}": value for n, value in enumerate(shown.split(), 1)}
    readings |= {f"repeatability/{n}/{other}": "80" for n in range(1, 6)}
    assert outcome(lab, ID, readings, "subsequent") == expected


@pytest.mark.parametrize(("shown", "expected"), [
    ("16 16.7 16 16 16", "conform"), ("16 16.71 16 16 16", "undecided"), ("15.29 16.7 15.3 16.7 16", "not_conform"),
])  # fmt: skip
def test_repeatability_in_kpa(lab: ExampleLab, shown: str, expected: str) -> None:
    readings = {f"repeatability/{n}/sys": value for n, value in enumerate(shown.split(), 1)}
    assert outcome(lab, ID, readings, "subsequent", **KPA) == expected


def test_a_measurement_left_out_is_never_replaced(lab: ExampleLab) -> None:
    found = lab.judged(ID, {"repeatability/2/dia": "not_measured"}, "initial")
    assert found.outcomes["repeatability"] == "incomplete"


@pytest.mark.parametrize("address", ["appearance/marks", "appearance/working"])
def test_checks(lab: ExampleLab, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, "in-service").verdict["failed"] == ["appearance"]


def test_what_the_simulator_gives(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial")
    given = [b.get("args", []) for kind, a, b in found.bodies if kind == "command" and a.startswith("repeatability")]
    assert given == [["systolic", "120", "mmHg"], ["diastolic", "80", "mmHg"], []]


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG692)
    assert positive(lab, JJG692, "points", "mmHg", many=2)
    assert at_least_so_many(lab, JJG692, "points", ["60 mmHg", "120 mmHg"])
