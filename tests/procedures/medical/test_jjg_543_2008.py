"""JJG 543-2008: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_543_2008 import JJG543
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

ID = "JJG 543"


def test_figures_a_second_time() -> None:
    assert header(JJG543) == ("CN", "electrocardiograph", "2008-05-23", "2008-11-23", "JJG 543-1996", "12")
    assert figures(JJG543) == {
        "calibrator": "5", "mark": "5", "polarisation": "5", "noise": "35", "cmrr": "89", "gain": "5", "speed": "5",
        "lag": "0.5", "overshoot": "10", "constant": "3.2", "width": "1", "drift": "5", "impedance": "2.4",
        "voltage.all": "10 0.1", "time.all": "10 0.06", "response.all": "-10 5", "amplitudes.at": "0.1 0.5 1 2",
        "intervals.at": "0.06 0.4 1", "marks.at": "1", "frequencies.at": "10 1 60", "gains.at": "5 10 20",
        "speeds.at": "25 50",
    }  # fmt: skip
    both = ("appearance", "calibrator", "voltage", "time", "mark", "response", "polarisation", "noise", "cmrr")
    first = ("gain", "speed", "lag", "overshoot", "constant", "width", "drift", "impedance")
    assert list(stages(JJG543).items()) == [*((key, "IS") for key in both), *((key, "I") for key in first)]
    assert gates(JJG543) == (["appearance"], ["appearance"])
    assert demanded(JJG543) == {"source": "3"}
    assert statuses(JJG543) == (
        "dates s, period u, points u, standard u, environment u, " + ", ".join(f"{key} s" for key in (*both, *first))
    )
    assert [s.clause for s in JJG543.regulation.sources] == [
        f"JJG 543-2008 {c}" for c in ("封面", "检定周期", "检定方法")
    ]


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    # 20 % at 0.1 mV, 12 % at 0.5 mV, 11 % at 1 mV, 10.5 % at 2 mV
    ("initial", "voltage/0.1mV", "0.12 0.1", "conform"), ("initial", "voltage/0.1mV", "0.1201 0.1", "not_conform"),
    ("subsequent", "voltage/0.5mV", "0.44 0.5", "conform"),
    ("subsequent", "voltage/0.5mV", "0.4399 0.5", "not_conform"),
    ("initial", "voltage/1mV", "1.11 1", "conform"), ("initial", "voltage/1mV", "1.1101 1", "not_conform"),
    ("initial", "voltage/2mV", "2.21 2", "conform"), ("initial", "voltage/2mV", "2.2101 2", "not_conform"),
    # 20 % at 0.06 s, 11.5 % at 0.4 s, 10.6 % at 1 s
    ("initial", "time/0.06s", "0.072 0.06", "conform"), ("subsequent", "time/0.06s", "0.0721 0.06", "not_conform"),
    ("initial", "time/0.4s", "0.446 0.4", "conform"), ("initial", "time/0.4s", "0.4461 0.4", "not_conform"),
    ("initial", "time/1s", "1.106 1", "conform"), ("initial", "time/1s", "1.1061 1", "not_conform"),
    ("initial", "mark/1s/y", "1.05", "conform"), ("subsequent", "mark/1s/y", "1.051", "not_conform"),
    ("initial", "noise/y", "35", "conform"), ("subsequent", "noise/y", "35.1", "not_conform"),
    ("initial", "cmrr/V1/y", "89", "conform"), ("subsequent", "cmrr/II/y", "88.9", "not_conform"),
    ("initial", "gain/20mmmV/y", "21", "conform"), ("initial", "gain/5mmmV/y", "4.7", "not_conform"),
    ("initial", "speed/25mms/y", "26.25", "conform"), ("initial", "speed/50mms/y", "47.4", "not_conform"),
    ("initial", "lag/y", "0.5", "conform"), ("initial", "lag/y", "0.6", "not_conform"),
    ("initial", "overshoot/y", "10", "conform"), ("initial", "overshoot/y", "10.1", "not_conform"),
    ("initial", "constant/y", "3.2", "conform"), ("initial", "constant/y", "3.1", "not_conform"),
    ("initial", "width/y", "1", "conform"), ("initial", "width/y", "1.1", "not_conform"),
    ("initial", "drift/y", "5", "conform"), ("initial", "drift/y", "5.1", "not_conform"),
    ("initial", "impedance/y", "2.4", "conform"), ("initial", "impedance/y", "2.3", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("item", "reference", "point", "heights"), [
    ("calibrator", "external", "internal", ("10.5", "10.51", "9.5", "9.49")),
    ("polarisation", "without", "positive", ("10.5", "10.51", "9.5", "9.49")),
    ("polarisation", "without", "negative", ("10.5", "10.51", "9.5", "9.49")),
    ("response", "10Hz", "1Hz", ("10.5", "10.51", "9", "8.99")),
    ("response", "10Hz", "60Hz", ("10.5", "10.51", "9", "8.99")),
])  # fmt: skip
def test_changes(lab: ExampleLab, item: str, reference: str, point: str, heights: tuple[str, ...]) -> None:
    others = {"polarisation": ("positive", "negative"), "response": ("1Hz", "60Hz")}.get(item, (point,))

    def found(height: str) -> str:
        readings = {f"{item}/{reference}/y": "10"} | {f"{item}/{other}/y": "10" for other in others}
        return outcome(lab, ID, readings | {f"{item}/{point}/y": height}, "subsequent")

    assert [found(h) for h in heights] == ["conform", "not_conform", "conform", "not_conform"]


@pytest.mark.parametrize("address", ["appearance/marks", "appearance/working"])
def test_checks(lab: ExampleLab, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, "initial").verdict["failed"] == ["appearance"]


def test_nameplate(lab: ExampleLab) -> None:
    assert at_least_so_many(lab, JJG543, "leads", ["I"])
