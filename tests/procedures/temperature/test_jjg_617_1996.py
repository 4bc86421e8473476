"""JJG 617-1996: the figures a second time, the limit of the maker's statement, both directions."""

from pathlib import Path

import pytest

from procedures.temperature.jjg_617_1996 import JJG617
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, given, header, stages, statuses

ID = "JJG 617"


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ID, Path(tmp_path_factory.mktemp("indicator")) / "lab")


def test_figures_a_second_time() -> None:
    assert header(JJG617) == ("CN", "temperature-indicator", "1996-11-13", "1997-05-01", "", "12")
    assert figures(JJG617) == {"least": "5"}
    assert demanded(JJG617) == {"source": "5"}
    assert stages(JJG617) == {"appearance": "ISV", "indication": "ISV"}
    assert gates(JJG617) == (["appearance"], ["appearance"])
    assert statuses(JJG617) == "dates u, period u, place u, standard u, points u, looks u, mpe s"
    conditions = {c.quantity: (c.lower, c.upper) for c in JJG617.conditions(None)}
    assert conditions == {"temperature": (15, 25), "humidity": (None, 75)}


@pytest.mark.parametrize(("way", "values", "fields", "expected"), [
    ("up", "505.1 500", {}, "conform"), ("up", "505.2 500", {}, "not_conform"), ("down", "494.9 500", {}, "conform"),
    ("down", "494.8 500", {}, "not_conform"), ("up", "505.1 499.9", {}, "not_conform"),
    ("up", "510.1 500", {"of_range": "1"}, "conform"), ("up", "510.2 500", {"of_range": "1"}, "not_conform"),
    ("up", "506 500", {"constant": "1"}, "conform"), ("up", "506.1 500", {"constant": "1"}, "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, way: str, values: str, fields: dict[str, str], expected: str) -> None:
    """0.5 % of 1000 °C and 0.1 °C are 5.1 °C, as the page prints."""
    found = lab.judged(ID, given(f"indication/{way}/500degC", values), "subsequent", **fields)
    assert found.outcomes["indication"] == expected


def test_every_point_is_read_both_ways(lab: ExampleLab) -> None:
    points = [f"up/{t}degC" for t in (0, 250, 500, 750, 1000)] + [f"down/{t}degC" for t in (1000, 750, 500, 250, 0)]
    assert list(lab.judged(ID, {}, "initial").of("indication")) == points


def test_the_limit_is_one_of_the_range_and_not_from_zero(lab: ExampleLab) -> None:
    fields = {"lower": '"-200 °C"', "points": '["-200 °C", "100 °C", "400 °C", "700 °C", "1000 °C"]'}
    for x, outcome in (("106.1", "conform"), ("106.2", "not_conform")):
        found = lab.judged(ID, given("indication/up/100degC", f"{x} 100"), "initial", **fields)
        assert found.outcomes["indication"] == outcome


@pytest.mark.parametrize("points", [
    '["0 °C", "250 °C", "500 °C", "1000 °C"]', '["0 °C", "200 °C", "400 °C", "600 °C", "900 °C"]',
    '["10 °C", "250 °C", "500 °C", "750 °C", "1000 °C"]',
])  # fmt: skip
def test_points_go_from_end_to_end(lab: ExampleLab, points: str) -> None:
    assert lab.judged(ID, {}, "initial", points=points).verdict["failed"] == ["specification"]


@pytest.mark.parametrize("check", ["marks", "works"])
def test_appearance_stops_the_run(lab: ExampleLab, check: str) -> None:
    assert lab.judged(ID, {f"appearance/{check}": "not_conform"}, "initial").verdict["failed"] == ["appearance"]
