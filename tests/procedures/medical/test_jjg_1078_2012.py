"""JJG 1078-2012: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_1078_2012 import JJG1078
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
    positive,
    stages,
    statuses,
)

ID = "JJG 1078"
CHECKS = [("initial", "examination/marks"), ("subsequent", "examination/working")]


def test_figures_a_second_time() -> None:
    assert header(JJG1078) == ("CN", "x-ray-source", "2012-06-18", "2012-09-18", "", "12")
    assert figures(JJG1078) == {
        "repeats": "5", "kerma": "10", "repeatability": "10", "hvl": "2.1", "resolution": "20", "contrast": "2.2",
        "uniformity": "2.2", "voltage": "10", "light_field.all": "0.2 2",
    }  # fmt: skip
    assert stages(JJG1078) == {
        "examination": "ISV", "kerma": "ISV", "repeatability": "ISV", "hvl": "IS", "resolution_new": "I",
        "resolution": "SV", "contrast_new": "I", "contrast": "S", "uniformity": "I", "light_field": "IS", "focus": "I",
        "kv": "ISV",
    }  # fmt: skip
    assert gates(JJG1078) == (["examination"], ["examination"])
    assert demanded(JJG1078) == {"readout": "3"}
    assert statuses(JJG1078) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, kerma s, repeat s, hvl u, "
        "resolution s, contrast s, uniform s, light u, focus s, kv s"
    )
    assert {s.clause for s in JJG1078.regulation.sources} == {
        f"JJG 1078-2012 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "kerma/y", "10", "conform"),
    ("in-service", "kerma/y", "10.1", "not_conform"),
    ("subsequent", "repeatability", "1.1 0.9 1.1 0.9 1", "conform"),
    ("in-service", "repeatability", "1.1001 0.9 1.1 0.9 1", "not_conform"),
    ("initial", "hvl/y", "2.1", "conform"),
    ("subsequent", "hvl/y", "2.09", "not_conform"),
    ("initial", "resolution_new/y", "20", "conform"),
    ("initial", "resolution_new/y", "19.9", "not_conform"),
    ("subsequent", "resolution/y", "20", "conform"),
    ("in-service", "resolution/y", "19.9", "not_conform"),
    ("initial", "contrast_new/y", "2", "conform"),
    ("initial", "contrast_new/y", "2.1", "not_conform"),
    ("subsequent", "contrast/y", "2.2", "conform"),
    ("subsequent", "contrast/y", "2.3", "not_conform"),
    ("initial", "uniformity/y", "2.2", "conform"),
    ("initial", "uniformity/y", "2.3", "not_conform"),
    ("initial", "light_field/axis_x/y", "2", "conform"),
    ("initial", "light_field/axis_x/y", "2.1", "undecided"),
    ("subsequent", "light_field/axis_y/y", "20", "undecided"),
    ("subsequent", "light_field/axis_y/y", "20.1", "not_conform"),
    ("initial", "focus/y", "1.5", "conform"),
    ("initial", "focus/y", "1.51", "not_conform"),
    ("initial", "kv/60kV", "66 60", "conform"),
    ("in-service", "kv/60kV", "66.01 60", "not_conform"),
    ("subsequent", "kv/100kV", "90 100", "conform"),
    ("subsequent", "kv/100kV", "89.99 100", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG1078)
    assert positive(lab, JJG1078, "required_contrast", "%")
    assert at_least_so_many(lab, JJG1078, "voltages", ["60 kV"])
    bounds_of_radiation()
