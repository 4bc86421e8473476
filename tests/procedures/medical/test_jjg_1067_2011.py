"""JJG 1067-2011: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_1067_2011 import JJG1067
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

ID = "JJG 1067"
CHECKS = [
    ("initial", "examination/marks"),
    ("subsequent", "examination/working"),
    ("in-service", "narrowing/narrowed"),
    ("subsequent", "bones/with_bones"),
]  # fmt: skip


def test_figures_a_second_time() -> None:
    assert header(JJG1067) == ("CN", "x-ray-source", "2011-06-14", "2011-09-14", "", "12")
    assert figures(JJG1067) == {
        "repeats": "5", "kerma": "88", "hvl": "2.1", "vessel": "1", "contrast": "2.0", "correlation": "0.9",
        "voltage": "10", "intensifier": "12",
    }  # fmt: skip
    assert stages(JJG1067) == {
        "examination": "ISV", "kerma": "IV", "hvl": "I", "vessel": "ISV", "narrowing": "ISV", "resolution": "ISV",
        "contrast": "IS", "linearity": "I", "bones": "IS", "kv": "ISV", "focus": "I",
    }  # fmt: skip
    assert gates(JJG1067) == (["examination"], ["examination", "narrowing", "bones"])
    assert demanded(JJG1067) == {"readout": "3"}
    assert statuses(JJG1067) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, kerma s, hvl s, vessel s, "
        "resolution s, contrast s, linear s, bones s, kv s, focus s"
    )
    assert {s.clause for s in JJG1067.regulation.sources} == {
        f"JJG 1067-2011 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "kerma/y", "88", "conform"),
    ("in-service", "kerma/y", "88.1", "not_conform"),
    ("initial", "hvl/y", "2.1", "conform"),
    ("initial", "hvl/y", "2.09", "not_conform"),
    ("initial", "vessel/y", "1", "conform"),
    ("in-service", "vessel/y", "1.1", "not_conform"),
    ("subsequent", "resolution/y", "14", "conform"),
    ("in-service", "resolution/y", "13.9", "not_conform"),
    ("initial", "contrast/y", "2", "conform"),
    ("subsequent", "contrast/y", "2.1", "not_conform"),
    ("initial", "kv/60kV", "66 60", "conform"),
    ("subsequent", "kv/60kV", "66.01 60", "not_conform"),
    ("in-service", "kv/100kV", "90 100", "conform"),
    ("in-service", "kv/100kV", "89.99 100", "not_conform"),
    ("initial", "focus/y", "1.5", "conform"),
    ("initial", "focus/y", "1.51", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


@pytest.mark.parametrize(("densities", "expected"), [
    (("1", "2", "3"), "conform"), (("1", "1", "1.9"), "not_conform"), (("3", "2", "1"), "not_conform"),
    (("41", "86", "77"), "not_conform"), (("0", "0.9", "0.9"), "not_conform"), (("0", "1", "1.5"), "conform"),
])  # fmt: skip
def test_linearity_of_contrast(lab: ExampleLab, densities: tuple[str, ...], expected: str) -> None:
    readings = dict(zip((f"linearity/{c}mgcm3/y" for c in (5, 10, 15)), densities, strict=True))
    assert outcome(lab, ID, readings, "initial") == expected


def test_a_coefficient_of_exactly_the_figure_is_not_above_it(lab: ExampleLab) -> None:
    """1, 2, 3, 5, 4 over 1 to 5 have r = 0.9."""
    readings = dict(zip((f"linearity/{c}mgcm3/y" for c in (1, 2, 3, 4, 5)), ("1", "2", "3", "5", "4"), strict=True))
    found = lab.judged(
        ID, readings, "initial", contents=str([f"{c} mg/cm³" for c in (1, 2, 3, 4, 5)]).replace("'", '"')
    )
    assert list(found.of("linearity").values())[-1]["outcome"] == "not_conform"
    assert found.outcomes["linearity"] == "not_conform"


@pytest.mark.parametrize(("stated", "intensifier", "expected"), [
    ("12", "true", "conform"), ("11.9", "true", "not_conform"), ("11.9", "false", "conform"),
])  # fmt: skip
def test_the_resolution_of_an_intensifier(lab: ExampleLab, stated: str, intensifier: str, expected: str) -> None:
    found = lab.judged(ID, {}, "initial", required_resolution=f'"{stated} lp/cm"', intensifier=intensifier)
    assert found.verdict["outcome"] == expected


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG1067)
    assert positive(lab, JJG1067, "contents", "mg/cm³", many=3)
    assert at_least_so_many(lab, JJG1067, "voltages", ["60 kV"])
    assert at_least_so_many(lab, JJG1067, "contents", ["1 mg/cm³", "2 mg/cm³", "3 mg/cm³"])
    bounds_of_radiation()
