"""JJG 1050-2009: the figures a second time, both sides of every limit."""

import pytest

from procedures.medical.jjg_1050_2009 import JJG1050
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
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

ID = "JJG 1050"
CHECKS = [("initial", "examination/marks"), ("subsequent", "examination/working")]


def test_figures_a_second_time() -> None:
    assert header(JJG1050) == ("CN", "bone-densitometer", "2009-07-10", "2009-10-10", "", "12")
    assert figures(JJG1050) == {
        "repeats": "5", "repeat_single": "3", "repeat_dual": "2", "error_single": "4", "error_dual": "10",
        "stable": "4", "frame": "0.1", "leakage": "1.0",
    }  # fmt: skip
    assert stages(JJG1050) == {
        "examination": "ISV", "repeat_width": "ISV", "repeat_bmc": "ISV", "repeat_bmd": "ISV", "error_width": "ISV",
        "error_bmc": "ISV", "error_bmd": "ISV", "stable_width": "I", "stable_bmc": "I", "frame": "ISV",
        "leakage": "ISV",
    }  # fmt: skip
    assert gates(JJG1050) == (["examination"], ["examination"])
    assert demanded(JJG1050) == {"source": "3"}
    assert statuses(JJG1050) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, repeat s, error s, stable "
        "s, radiation s"
    )
    assert {s.clause for s in JJG1050.regulation.sources} == {
        f"JJG 1050-2009 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "repeat_bmd/1.0gcm2", "1.02 0.98 1.02 0.98 1", "conform"),
    ("in-service", "repeat_bmd/1.0gcm2", "1.0201 0.98 1.02 0.98 1", "not_conform"),
    ("subsequent", "error_bmd/0.7gcm2", "0.77 0.7", "conform"),
    ("in-service", "error_bmd/1.0gcm2", "1.101 1", "not_conform"),
    ("initial", "error_bmd/1.0gcm2", "0.9 1", "conform"),
    ("initial", "error_bmd/1.0gcm2", "0.899 1", "not_conform"),
    ("initial", "leakage/y", "1", "conform"),
    ("in-service", "leakage/y", "1.01", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


SINGLE = {
    "densities": "[]", "widths": '["10 mm", "15 mm"]', "contents": '["0.5 g/cm", "1.6 g/cm"]',
}  # fmt: skip


@pytest.mark.parametrize(("address", "values", "expected"), [
    ("repeat_width/10mm", "1.03 0.97 1.03 0.97 1", "conform"),
    ("repeat_width/15mm", "1.0301 0.97 1.03 0.97 1", "not_conform"),
    ("repeat_bmc/0.5gcm", "1.03 0.97 1.03 0.97 1", "conform"),
    ("repeat_bmc/1.6gcm", "1.0301 0.97 1.03 0.97 1", "not_conform"),
    ("error_width/10mm", "10.4 10", "conform"), ("error_width/10mm", "10.41 10", "not_conform"),
    ("error_bmc/0.5gcm", "0.48 0.5", "conform"), ("error_bmc/0.5gcm", "0.479 0.5", "not_conform"),
    ("frame/y", "0.1", "conform"), ("frame/y", "0.11", "not_conform"),
])  # fmt: skip
def test_single_photon(lab: ExampleLab, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), "initial", **SINGLE) == expected


@pytest.mark.parametrize("item", ["stable_width", "stable_bmc"])
@pytest.mark.parametrize(("after", "expected"), [
    ("10.4", "conform"), ("10.41", "not_conform"), ("9.6", "conform"), ("9.59", "not_conform"),
])  # fmt: skip
def test_stability(lab: ExampleLab, item: str, after: str, expected: str) -> None:
    readings = {f"{item}/begin/y": "10", f"{item}/hours_8/y": after}
    assert outcome(lab, ID, readings, "initial", **SINGLE) == expected


def test_each_kind_has_its_items(lab: ExampleLab) -> None:
    dual, single = lab.judged(ID, {}, "initial"), lab.judged(ID, {}, "initial", **SINGLE)
    of_single = {"repeat_width", "repeat_bmc", "error_width", "error_bmc", "stable_width", "stable_bmc", "frame"}
    assert not of_single & set(dual.outcomes)
    assert of_single <= set(single.outcomes)
    assert not {"repeat_bmd", "error_bmd", "leakage"} & set(single.outcomes)


@pytest.mark.parametrize("fields", [
    {"densities": "[]"}, {"widths": '["10 mm"]', "contents": '["1 g/cm"]'}, {"densities": "[]", "widths": '["10 mm"]'},
    {"densities": "[]", "contents": '["1 g/cm"]'}, {"widths": '["10 mm"]'},
])  # fmt: skip
def test_samples_of_both_kinds_or_of_none(lab: ExampleLab, fields: dict[str, str]) -> None:
    assert lab.judged(ID, {}, "initial", **fields).verdict["failed"] == ["specification"]


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG1050)
    assert positive(lab, JJG1050, "contents", "g/cm", many=1)
    assert positive(lab, JJG1050, "densities", "g/cm²", many=1)
    bounds_of_radiation()
