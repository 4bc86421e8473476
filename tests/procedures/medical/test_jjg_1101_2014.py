"""JJG 1101-2014: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_1101_2014 import JJG1101
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    at_least_so_many,
    bounds_of_radiation,
    demanded,
    figures,
    gates,
    given,
    header,
    outcome,
    stages,
    statuses,
)

ID = "JJG 1101"
CHECKS = [("initial", "examination/marks"), ("subsequent", "examination/working")]


def test_figures_a_second_time() -> None:
    assert header(JJG1101) == ("CN", "x-ray-source", "2014-08-25", "2014-11-25", "", "12")
    assert figures(JJG1101) == {
        "repeats": "5", "kerma": "60", "repeatability": "10", "voltage": "10", "resolution": "20", "contrast": "1",
        "time.all": "10 1",
    }  # fmt: skip
    assert stages(JJG1101) == {
        "examination": "ISV", "kerma": "IS", "repeatability": "I", "hvl": "IS", "kv": "IS", "resolution": "ISV",
        "contrast": "ISV", "time": "I",
    }  # fmt: skip
    assert gates(JJG1101) == (["examination"], ["examination"])
    assert demanded(JJG1101) == {"readout": "3"}
    assert statuses(JJG1101) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, kerma s, repeat s, hvl s, "
        "kv s, resolution s, contrast s, time s"
    )
    assert {s.clause for s in JJG1101.regulation.sources} == {
        f"JJG 1101-2014 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "kerma/y", "60", "conform"),
    ("subsequent", "kerma/y", "60.1", "not_conform"),
    ("initial", "repeatability", "1.1 0.9 1.1 0.9 1", "conform"),
    ("initial", "repeatability", "1.1001 0.9 1.1 0.9 1", "not_conform"),
    ("initial", "hvl/y", "2.1", "conform"),
    ("subsequent", "hvl/y", "2.09", "not_conform"),
    ("initial", "kv/60kV", "66 60", "conform"),
    ("subsequent", "kv/60kV", "66.01 60", "not_conform"),
    ("initial", "resolution/y", "20", "conform"),
    ("in-service", "resolution/y", "19.9", "not_conform"),
    ("subsequent", "contrast/y", "1", "conform"),
    ("in-service", "contrast/y", "1.1", "not_conform"),
    ("initial", "time/100ms", "100 89", "conform"),
    ("initial", "time/100ms", "100 88.9", "not_conform"),
    ("initial", "time/320ms", "320 353", "conform"),
    ("initial", "time/320ms", "320 353.1", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG1101)
    assert at_least_so_many(lab, JJG1101, "voltages", ["60 kV"])
    assert at_least_so_many(lab, JJG1101, "times", ["100 ms"])
    bounds_of_radiation()
