"""JJF 1637-2017: the figures a second time, a result and its U by hand, tolerances by an agreed rule."""

import math
from pathlib import Path

import pytest

from procedures.errors import SubjectError
from procedures.temperature.jjf_1637_2017 import JJF1637
from tests.procedures.answers import judge
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    at_least_so_many,
    demanded,
    figures,
    gates,
    header,
    positive,
    statuses,
)

ID = "JJF 1637"


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ID, Path(tmp_path_factory.mktemp("thermocouple")) / "lab")


def test_figures_a_second_time() -> None:
    assert header(JJF1637) == ("CN", "thermocouple", "2017-09-26", "2018-03-26", "JJG 351-1996", "0")
    assert figures(JJF1637) == {
        "length": "500", "reads": "4", "soak": "900", "uniformity": "0.3", "ice": "0.05", "tolerance.1": "1.5 0.004",
        "tolerance.2": "2.5 0.0075", "class_1.K": "1000", "class_1.N": "1000", "class_1.E": "800", "class_1.J": "750",
        "class_2.K": "1200", "class_2.N": "1200", "class_2.E": "900", "class_2.J": "750",
    }  # fmt: skip
    assert gates(JJF1637) == (["appearance"], ["appearance"])
    assert demanded(JJF1637) == {"standard": "3", "thermocouple.meter": "5"}
    assert statuses(JJF1637) == (
        "dates u, scope s, points u, tolerance s, functions s, standard u, place u, method s, looks u, uncertainty u"
    )


def each(t: str, e: str, t0: str = "") -> dict[str, str]:
    found = {f"deviation/{t}degC/e{n}": e for n in range(1, 5)}
    return found | {f"deviation/{t}degC/t0{n}": t0 for n in range(1, 5) if t0}


def test_a_result_and_its_uncertainty_by_hand(lab: ExampleLab) -> None:
    """K at 402 °C for the point of 400 °C: S = 42.24 µV/°C; the printed table has 16.397 mV and 16.482 mV."""
    body = lab.judged(ID, each("400", "16.503", "402"), "initial").of("deviation")["400degC"]
    slope, at_402 = 0.0422432, 16.4816
    assert float(body["uncertainty"]["stated"]) == pytest.approx((16.503 - at_402) / slope, abs=0.02)
    assert float(body["values"]["Et"]) == pytest.approx(16.503 - 2 * slope, abs=6e-4)
    parts = {c["key"]: abs(float(c["contribution"])) for c in body["uncertainty"]["components"]}
    expected = {
        "repeatability": 0, "resolution": 0.001 / math.sqrt(12) / slope, "meter": 0.001 / slope,
        "meter_error": 0.004 / math.sqrt(3) / slope, "junction": 0.05 * 0.0394501 / math.sqrt(3) / slope,
        "standard": 0.2, "drift": 0.4 / math.sqrt(3), "uniformity": 0.3 / math.sqrt(3),
    }  # fmt: skip
    assert parts == {key: pytest.approx(value, rel=2e-3, abs=1e-9) for key, value in expected.items()}
    assert float(body["uncertainty"]["combined"]) == pytest.approx(math.hypot(*expected.values()), rel=2e-3)


TOLERANCES = [
    ("1", "400", 1.6),
    ("1", "600", 2.4),
    ("2", "400", 3.0),
    ("2", "600", 4.5),
    ("2", "200", 2.5),
    ("1", "200", 1.5),
]
SLOPES = {"200": 0.0399691, "400": 0.0422432, "600": 0.0425050}
EMF = {"200": 8.1385, "400": 16.3971, "600": 24.9055}


@pytest.mark.parametrize(("accuracy", "t", "limit"), TOLERANCES)
def test_the_tolerance_is_the_larger_of_both(lab: ExampleLab, accuracy: str, t: str, limit: float) -> None:
    fields = {"class": f'"{accuracy}"', "points": '["200 °C", "400 °C", "600 °C"]'}
    for part, outcome in ((0.99, "conform"), (1.01, "not_conform"), (-0.99, "conform"), (-1.01, "not_conform")):
        e = f"{EMF[t] + part * limit * SLOPES[t]:.4f}"
        found = lab.judged(ID, each(t, e), "initial", **fields)
        assert found.outcomes["deviation"] == outcome
        assert found.of("deviation")[f"{t}degC"]["values"]["MPE"] == f"±{limit:g}"


@pytest.mark.parametrize(("letter", "accuracy", "beyond"), [
    ("K", "1", "1001 °C"), ("K", "2", "1201 °C"), ("E", "1", "801 °C"), ("E", "2", "901 °C"), ("J", "1", "751 °C"),
    ("J", "2", "751 °C"), ("N", "1", "1001 °C"), ("N", "2", "1201 °C"),
])  # fmt: skip
def test_beyond_the_range_of_its_class_a_result_is_stated_only(
    lab: ExampleLab, letter: str, accuracy: str, beyond: str
) -> None:
    fields = {"type": f'"{letter}"', "class": f'"{accuracy}"', "points": f'["200 °C", "{beyond}"]'}
    inside, outside = lab.judged(ID, {}, "initial", **fields).of("deviation").values()
    assert ("decision" in inside, "decision" in outside) == (True, False)


@pytest.mark.parametrize(("fields", "failed"), [
    ({"length": '"500 mm"'}, []), ({"length": '"499 mm"'}, ["specification"]),
    ({"points": '["1300 °C"]', "type": '"N"'}, []),
])  # fmt: skip
def test_requirements(lab: ExampleLab, fields: dict[str, str], failed: list[str]) -> None:
    assert lab.judged(ID, {}, "initial", **fields).verdict.get("failed", []) == failed


@pytest.mark.parametrize("check", ["sound", "junction"])
def test_appearance_stops_the_run(lab: ExampleLab, check: str) -> None:
    assert lab.judged(ID, {f"appearance/{check}": "not_conform"}, "initial").verdict["failed"] == ["appearance"]


@pytest.mark.parametrize(("letter", "point"), [("J", "761 °C"), ("E", "1001 °C"), ("K", "-1 °C")])
def test_points_lie_where_the_reference_function_holds(lab: ExampleLab, letter: str, point: str) -> None:
    with pytest.raises(SubjectError, match="reference function"):
        lab.judged(ID, {}, "initial", points=f'["{point}"]', type=f'"{letter}"')


def test_a_rule_needs_a_class(lab: ExampleLab) -> None:
    file = lab.subject()
    text = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("class")]
    file.write_text("\n".join(text), "utf-8")
    with pytest.raises(SubjectError, match="class, whose tolerance was agreed"):
        judge(ID, lab.bench, file, {})


def test_the_nameplate(lab: ExampleLab) -> None:
    assert positive(lab, JJF1637, "length", "mm")
    assert positive(lab, JJF1637, "resolution", "mV")
    assert at_least_so_many(lab, JJF1637, "points", ["400 °C"])
    for points, good in ((["0 °C", "200 °C"], True), (["-1 °C", "200 °C"], False), (["200 °C", "1373 °C"], False)):
        assert accepts(lab, JJF1637, points=points) is good


def test_the_tolerance_holds_up_to_its_end(lab: ExampleLab) -> None:
    fields = {"type": '"K"', "class": '"1"', "points": '["1000 °C"]'}
    assert lab.judged(ID, {}, "initial", **fields).of("deviation")["1000degC"]["values"]["MPE"] == "±4"
