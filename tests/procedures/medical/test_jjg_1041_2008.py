"""JJG 1041-2008: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_1041_2008 import JJG1041
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    at_least_so_many,
    demanded,
    figures,
    gates,
    given,
    header,
    outcome,
    stages,
    statuses,
)

ID = "JJG 1041"


def test_figures_a_second_time() -> None:
    assert header(JJG1041) == ("CN", "electrocardiograph", "2008-04-16", "2008-07-16", "", "12")
    assert figures(JJG1041) == {
        "gain": "5", "weights": "10", "noise": "20", "constant": "3.2", "cmrr": "89", "response.all": "-10 5",
        "response_high.all": "-30 5", "rate.all": "5 1", "gains.at": "5 10 20", "frequencies.at": "10 0.5 50",
        "frequencies_high.at": "10 75", "rates.at": "30 60 120 200",
    }  # fmt: skip
    assert stages(JJG1041) == {
        "appearance": "ISV", "gain": "ISV", "input": "ISV", "polarisation": "IS", "weights": "ISV", "noise": "IS",
        "waveforms": "ISV", "response": "I", "response_high": "I", "constant": "I", "heart_rate": "ISV", "cmrr": "I",
    }  # fmt: skip
    assert gates(JJG1041) == (["appearance"], ["appearance", "input", "polarisation", "waveforms"])
    assert demanded(JJG1041) == {"source": "3"}
    assert statuses(JJG1041) == (
        "dates s, period u, points u, standard u, environment u, appearance s, gain s, input s, polarisation s, "
        "weights s, noise s, waveforms s, response s, constant s, heart_rate s, cmrr s"
    )
    assert [s.clause for s in JJG1041.regulation.sources] == [
        f"JJG 1041-2008 {c}" for c in ("封面", "检定周期", "检定方法")
    ]


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "gain/10mmmV/y", "10.5", "conform"), ("in-service", "gain/20mmmV/y", "21.1", "not_conform"),
    ("subsequent", "gain/5mmmV/y", "4.75", "conform"), ("subsequent", "gain/5mmmV/y", "4.7", "not_conform"),
    ("initial", "weights/I/y", "10", "conform"), ("in-service", "weights/V1/y", "-10.1", "not_conform"),
    ("initial", "weights/II/y", "10.1", "not_conform"), ("initial", "weights/II/y", "-10", "conform"),
    ("initial", "noise/y", "20", "conform"), ("subsequent", "noise/y", "20.1", "not_conform"),
    ("initial", "constant/y", "3.2", "conform"), ("initial", "constant/y", "3.1", "not_conform"),
    ("initial", "heart_rate/30min-1", "28 30.4", "conform"),
    ("in-service", "heart_rate/30min-1", "28 30.41", "not_conform"),
    ("subsequent", "heart_rate/200min-1", "200 189", "conform"),
    ("subsequent", "heart_rate/200min-1", "200 188.9", "not_conform"),
    ("initial", "cmrr/I/y", "89.1", "conform"), ("initial", "cmrr/V1/y", "89", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


def test_a_lead_is_called_as_marked(lab: ExampleLab) -> None:
    judged = lab.judged(ID, {}, "initial")
    assert [c["words"]["label"]["zh"] for c in judged.of("cmrr").values()] == ["I", "II", "V1"]


@pytest.mark.parametrize(("item", "point", "heights"), [
    ("response", "0.5Hz", ("10.5", "10.51", "9", "8.99")), ("response", "50Hz", ("10.5", "10.51", "9", "8.99")),
    ("response_high", "75Hz", ("10.5", "10.51", "7", "6.99")),
])  # fmt: skip
def test_frequency_response(lab: ExampleLab, item: str, point: str, heights: tuple[str, ...]) -> None:
    others = ("0.5Hz", "50Hz") if item == "response" else ("75Hz",)

    def found(height: str) -> str:
        readings = {f"{item}/10Hz/y": "10"} | {f"{item}/{other}/y": "10" for other in others}
        return outcome(lab, ID, readings | {f"{item}/{point}/y": height}, "initial")

    assert [found(h) for h in heights] == ["conform", "not_conform", "conform", "not_conform"]


@pytest.mark.parametrize("address", [
    "appearance/marks", "appearance/working", "input/undistorted", "polarisation/baseline", "waveforms/recognised",
    "waveforms/amplitudes_in_tables", "waveforms/times_in_tables",
])  # fmt: skip
def test_checks(lab: ExampleLab, address: str) -> None:
    found = lab.judged(ID, {address: "not_conform"}, "subsequent")
    assert found.verdict["failed"] == [address.partition("/")[0]]


def test_nameplate(lab: ExampleLab) -> None:
    assert at_least_so_many(lab, JJG1041, "leads", ["I"])
