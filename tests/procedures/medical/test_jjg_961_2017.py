"""JJG 961-2017: the figures a second time, both sides of every limit."""

import pytest

from metrology.text import Text
from procedures.medical.jjg_961_2017 import JJG961
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

ID = "JJG 961"
CHECKS = [
    ("initial", "examination/marks"),
    ("in-service", "examination/working"),
    ("in-service", "stated_uniform/uniformity_stated"),
    ("initial", "stated_noise/noise_stated"),
    ("initial", "stated_contrast/contrast_stated"),
]  # fmt: skip


def test_figures_a_second_time() -> None:
    assert header(JJG961) == ("CN", "ct-scanner", "2017-11-20", "2018-05-20", "JJG 961-2001 JJG 1026-2007", "12")
    assert figures(JJG961) == {
        "repeats": "5", "dose": "20", "noise": "0.35", "water": "4", "resolution": "5.0", "resolution_high": "7.5",
        "thick": "2", "thin": "1", "uniformity.initial": "4", "uniformity.used": "5", "consistency.all": "6 12",
        "air.all": "-1030 -970", "mtf.all": "10 0.5", "contrast_1.initial": "2", "contrast_1.used": "3",
        "contrast_03.initial": "5", "contrast_03.used": "6", "thickness.all": "1 50 0.5",
    }  # fmt: skip
    assert stages(JJG961) == {
        "examination": "ISV", "dose": "IS", "uniformity": "ISV", "stated_uniform": "ISV", "noise": "ISV",
        "stated_noise": "I", "consistency": "I", "water": "IS", "air": "IS", "thickness": "IV", "mtf": "I",
        "resolution": "SV", "resolution_high": "SV", "contrast_1": "ISV", "contrast_03": "ISV", "stated_contrast": "I",
    }  # fmt: skip
    assert gates(JJG961) == (["examination"], ["examination", "stated_uniform", "stated_noise", "stated_contrast"])
    assert demanded(JJG961) == {"readout": "3"}
    assert statuses(JJG961) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, dose s, uniform s, noise "
        "s, consistent s, numbers s, slices s, resolution s, contrast s"
    )
    assert {s.clause for s in JJG961.regulation.sources} == {
        f"JJG 961-2017 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("stage", "address", "values", "expected"), [
    ("initial", "dose/head", "24 20", "conform"),
    ("initial", "dose/head", "24.01 20", "not_conform"),
    ("subsequent", "dose/body", "16 20", "conform"),
    ("subsequent", "dose/body", "15.9 20", "not_conform"),
    ("initial", "noise/y", "0.35", "conform"),
    ("initial", "noise/y", "0.36", "not_conform"),
    ("initial", "water/y", "4", "conform"),
    ("initial", "water/y", "4.1", "not_conform"),
    ("subsequent", "water/y", "-4", "conform"),
    ("subsequent", "water/y", "-4.1", "not_conform"),
    ("initial", "air/y", "-1030", "conform"),
    ("initial", "air/y", "-1030.1", "not_conform"),
    ("subsequent", "air/y", "-970", "conform"),
    ("subsequent", "air/y", "-969.9", "not_conform"),
    ("initial", "mtf/mtf_50", "4 3.6", "conform"),
    ("initial", "mtf/mtf_50", "4 3.59", "not_conform"),
    ("initial", "mtf/mtf_10", "8 8.5", "conform"),
    ("initial", "mtf/mtf_10", "8 8.51", "not_conform"),
    ("subsequent", "resolution/y", "5", "conform"),
    ("in-service", "resolution/y", "4.9", "not_conform"),
    ("subsequent", "resolution_high/y", "7.5", "conform"),
    ("in-service", "resolution_high/y", "7.4", "not_conform"),
    ("initial", "contrast_1/y", "2", "conform"),
    ("initial", "contrast_1/y", "2.1", "not_conform"),
    ("subsequent", "contrast_1/y", "3", "conform"),
    ("in-service", "contrast_1/y", "3.1", "not_conform"),
    ("initial", "contrast_03/y", "5", "conform"),
    ("initial", "contrast_03/y", "5.1", "not_conform"),
    ("in-service", "contrast_03/y", "6", "conform"),
    ("subsequent", "contrast_03/y", "6.1", "not_conform"),
    ("initial", "thickness/0.6mm/ref", "0.1", "conform"),
    ("initial", "thickness/0.6mm/ref", "0.09", "not_conform"),
    ("in-service", "thickness/1.5mm/ref", "2.25", "conform"),
    ("in-service", "thickness/1.5mm/ref", "2.26", "not_conform"),
    ("initial", "thickness/5mm/ref", "4", "conform"),
    ("initial", "thickness/5mm/ref", "3.99", "not_conform"),
    ("in-service", "thickness/10mm/ref", "11", "conform"),
    ("in-service", "thickness/10mm/ref", "11.01", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, stage: str, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), stage) == expected


@pytest.mark.parametrize(("stage", "address"), CHECKS)
def test_checks(lab: ExampleLab, stage: str, address: str) -> None:
    assert lab.judged(ID, {address: "not_conform"}, stage).verdict["failed"] == [address.partition("/")[0]]


@pytest.mark.parametrize(("stage", "most"), [("initial", 4), ("subsequent", 5), ("in-service", 5)])
@pytest.mark.parametrize("place", ["clock_12", "clock_3", "clock_6", "clock_9"])
def test_uniformity(lab: ExampleLab, stage: str, most: int, place: str) -> None:
    for sign in (1, -1):
        readings = {f"uniformity/{p}/y": "3" for p in ("centre", "clock_12", "clock_3", "clock_6", "clock_9")}
        readings[f"uniformity/{place}/y"] = str(3 + sign * most)
        assert outcome(lab, ID, readings, stage) == "conform"
        readings[f"uniformity/{place}/y"] += ".1" if 3 + sign * most > 0 else "1"
        if sign > 0 or 3 - most < 0:
            readings[f"uniformity/{place}/y"] = str(3 + sign * (most + 1))
        assert outcome(lab, ID, readings, stage) == "not_conform"


@pytest.mark.parametrize(("last", "expected"), [
    ("6", "conform"), ("6.1", "undecided"), ("12", "undecided"), ("12.1", "not_conform"),
])  # fmt: skip
def test_agreement_of_images(lab: ExampleLab, last: str, expected: str) -> None:
    readings = {"consistency/L1/y": "0", "consistency/L8/y": "3", "consistency/L16/y": last}
    assert outcome(lab, ID, readings, "initial") == expected
    assert "consistency" not in lab.judged(ID, {}, "initial", layers="[]").outcomes


@pytest.mark.parametrize(("nominal", "limit"), [("1", "0.5"), ("2", "1"), ("2.1", "1"), ("0.9", "0.5")])
def test_edges_of_the_slices(lab: ExampleLab, nominal: str, limit: str) -> None:
    found = lab.judged(ID, {}, "initial", thicknesses=f'["{nominal} mm"]')
    (point,) = found.of("thickness").values()
    assert [float(end) for end in point["decision"]["limit"]] == [-float(limit), float(limit)]


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG961)
    assert accepts(lab, JJG961, protocols=["head"], stated_doses=["30 mGy"])
    assert not accepts(lab, JJG961, protocols=[], stated_doses=[])
    assert at_least_so_many(lab, JJG961, "thicknesses", ["5 mm"])
    bounds_of_radiation()
    assert positive(lab, JJG961, "stated_doses", "mGy", many=2)
    assert not accepts(lab, JJG961, stated_doses=["30 mGy"])


def test_words_for_the_protocols(lab: ExampleLab) -> None:
    lines = dict(lab.procedure(ID, "initial").subject.specification_lines())
    assert {name.zh: value for name, value in lines.items()}["剂量指数条件"] == Text("头部, 体部", "head, body")
