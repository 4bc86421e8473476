"""JJG 1145-2017: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_1145_2017 import JJG1145
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

ID = "JJG 1145"
CHECKS = [("initial", "examination/marks"), ("subsequent", "examination/working")]


def test_figures_a_second_time() -> None:
    assert header(JJG1145) == ("CN", "x-ray-source", "2017-11-20", "2018-02-20", "", "12")
    assert figures(JJG1145) == {
        "repeats": "5", "dose": "30", "fibres": "4", "groups": "3", "masses": "3", "voltage": "5",
    }  # fmt: skip
    assert stages(JJG1145) == {
        "examination": "IS", "dose": "IS", "fibres": "ISV", "groups": "ISV", "masses": "ISV", "hvl": "IS", "kv": "IS",
    }  # fmt: skip
    assert gates(JJG1145) == (["examination"], ["examination"])
    assert demanded(JJG1145) == {"readout": "3"}
    assert statuses(JJG1145) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general s, dose s, phantom s, hvl s, kv s"
    )
    assert {s.clause for s in JJG1145.regulation.sources} == {
        f"JJG 1145-2017 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "dose", "1.3 1", "conform"),
    ("subsequent", "dose", "1.301 1", "not_conform"),
    ("initial", "dose", "0.7 1", "conform"),
    ("initial", "dose", "0.699 1", "not_conform"),
    ("in-service", "fibres/y", "4", "conform"),
    ("initial", "fibres/y", "3", "not_conform"),
    ("in-service", "groups/y", "3", "conform"),
    ("subsequent", "groups/y", "2", "not_conform"),
    ("in-service", "masses/y", "3", "conform"),
    ("in-service", "masses/y", "2", "not_conform"),
    ("initial", "hvl/y", "0.28", "conform"),
    ("initial", "hvl/y", "0.279", "not_conform"),
    ("subsequent", "hvl/y", "0.42", "conform"),
    ("subsequent", "hvl/y", "0.421", "not_conform"),
    ("initial", "kv/25kV", "26.25 25", "conform"),
    ("initial", "kv/25kV", "26.26 25", "not_conform"),
    ("subsequent", "kv/32kV", "30.4 32", "conform"),
    ("subsequent", "kv/32kV", "30.39 32", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


def test_the_dose_is_shown_by_digital_sources_only(lab: ExampleLab) -> None:
    assert "dose" not in lab.judged(ID, {}, "initial", digital="false").outcomes
    assert lab.judged(ID, {}, "initial", digital="false").verdict["failed"] == ["specification"]
    assert lab.judged(ID, {}, "initial", stated_dose='"0.5 mGy"').verdict["outcome"] == "conform"


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG1145)
    assert at_least_so_many(lab, JJG1145, "voltages", ["28 kV"])
    bounds_of_radiation()
