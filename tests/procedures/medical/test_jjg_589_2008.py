"""JJG 589-2008: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_589_2008 import JJG589
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

ID = "JJG 589"
CHECKS = [("initial", "examination/marks"), ("subsequent", "examination/working")]


def test_figures_a_second_time() -> None:
    assert header(JJG589) == ("CN", "medical-accelerator", "2008-12-22", "2009-06-22", "JJG 589-2001", "12")
    assert figures(JJG589) == {
        "repeats": "5", "quality": "3", "flatness": "1.06", "light": "2", "symmetry": "1.03", "repeat": "0.7",
        "linear": "2", "dose": "3", "axes": "10", "diagonals": "20", "e_symmetry": "1.05",
    }  # fmt: skip
    assert stages(JJG589) == {
        "examination": "ISV", "x_quality": "IS", "x_flatness": "IS", "x_light": "IV", "x_symmetry": "IS",
        "x_repeat": "I", "x_linear": "I", "x_dose": "ISV", "e_quality": "IS", "e_axes": "I", "e_diagonals": "I",
        "e_symmetry": "IS", "e_repeat": "I", "e_linear": "I", "e_dose": "ISV",
    }  # fmt: skip
    assert gates(JJG589) == (["examination"], ["examination"])
    assert demanded(JJG589) == {"readout": "3"}
    assert statuses(JJG589) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, x_quality s, x_flat s, "
        "x_light s, x_symmetry s, x_repeat s, x_linear s, x_dose s, e_quality s, e_flat s, e_symmetry s, e_repeat "
        "s, e_linear s, e_dose s"
    )
    assert {s.clause for s in JJG589.regulation.sources} == {
        f"JJG 589-2008 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "x_quality/6MV", "1 1.03", "conform"),
    ("subsequent", "x_quality/10MV", "1 1.031", "not_conform"),
    ("initial", "x_quality/10MV", "1 0.97", "conform"),
    ("initial", "x_quality/6MV", "1 0.969", "not_conform"),
    ("initial", "x_light/axis_x/y", "2", "conform"),
    ("in-service", "x_light/axis_y/y", "-2", "conform"),
    ("initial", "x_light/axis_x/y", "2.1", "not_conform"),
    ("in-service", "x_light/axis_y/y", "-2.1", "not_conform"),
    ("initial", "x_repeat/6MV", "1.007 0.993 1.007 0.993 1", "conform"),
    ("initial", "x_repeat/10MV", "1.00701 0.993 1.007 0.993 1", "not_conform"),
    ("initial", "x_dose/6MV/1Gy", "1.03 1", "conform"),
    ("subsequent", "x_dose/10MV/2Gy", "2.061 2", "not_conform"),
    ("in-service", "x_dose/6MV/0.5Gy", "0.485 0.5", "conform"),
    ("in-service", "x_dose/10MV/1Gy", "0.969 1", "not_conform"),
    ("initial", "e_quality/9MeV", "10 10.3", "conform"),
    ("subsequent", "e_quality/9MeV", "10 10.31", "not_conform"),
    ("initial", "e_axes/9MeV/y", "10", "conform"),
    ("initial", "e_axes/9MeV/y", "10.1", "not_conform"),
    ("initial", "e_diagonals/9MeV/y", "20", "conform"),
    ("initial", "e_diagonals/9MeV/y", "20.1", "not_conform"),
    ("initial", "e_repeat/9MeV", "1.007 0.993 1.007 0.993 1", "conform"),
    ("initial", "e_repeat/9MeV", "1.00701 0.993 1.007 0.993 1", "not_conform"),
    ("initial", "e_dose/9MeV/1Gy", "1.03 1", "conform"),
    ("subsequent", "e_dose/9MeV/2Gy", "2.061 2", "not_conform"),
    ("in-service", "e_dose/9MeV/0.5Gy", "0.485 0.5", "conform"),
    ("in-service", "e_dose/9MeV/1Gy", "0.969 1", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


@pytest.mark.parametrize(("item", "beam", "high", "beyond"), [
    ("x_flatness", "6MV", "1.06", "1.061"), ("x_flatness", "10MV", "1.06", "1.061"),
    ("x_symmetry", "6MV", "1.03", "1.031"), ("x_symmetry", "10MV", "1.03", "1.031"),
    ("e_symmetry", "9MeV", "1.05", "1.051"),
])  # fmt: skip
@pytest.mark.parametrize("larger", ["y1", "y2"])
def test_ratios_whichever_is_larger(lab: ExampleLab, item: str, beam: str, high: str, beyond: str, larger: str) -> None:
    other = "y2" if larger == "y1" else "y1"
    for value, expected in ((high, "conform"), (beyond, "not_conform")):
        readings = {f"{item}/{beam}/{larger}": value, f"{item}/{beam}/{other}": "1"}
        assert outcome(lab, ID, readings, "initial") == expected


@pytest.mark.parametrize(("item", "beam"), [("x_linear", "6MV"), ("x_linear", "10MV"), ("e_linear", "9MeV")])
@pytest.mark.parametrize(("doses", "expected"), [
    (("0.51", "0.99", "1.98"), "conform"), (("0.5101", "0.99", "1.98"), "not_conform"),
    (("0.49", "1.01", "2.02"), "conform"), (("0.4899", "1.01", "2.02"), "not_conform"),
])  # fmt: skip
def test_dose_per_indication(lab: ExampleLab, item: str, beam: str, doses: tuple[str, ...], expected: str) -> None:
    """1.02, 0.99, 0.99 have the mean 1."""
    readings = dict(zip((f"{item}/{beam}/{d}Gy/y" for d in ("0.5", "1", "2")), doses, strict=True))
    assert outcome(lab, ID, readings, "initial") == expected


def test_without_electrons(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial", electrons="[]")
    assert not [key for key in found.outcomes if key.startswith("e_")]


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG589)
    assert positive(lab, JJG589, "doses", "Gy", many=2)
    assert at_least_so_many(lab, JJG589, "photons", ["6MV"])
    assert at_least_so_many(lab, JJG589, "doses", ["1 Gy", "2 Gy"])
    assert not accepts(lab, JJG589, photons=["6MV", "6MV"])
    assert accepts(lab, JJG589, electrons=["9 MeV"])
    assert not accepts(lab, JJG589, electrons=["9 MeV", "9MeV"])
    assert not accepts(lab, JJG589, electrons=["9 MeV/x"])
    bounds_of_radiation()
