"""Inputs of a budget: what each constructor makes of what is known."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.uncertainty import (
    Input,
    Normal,
    Rectangular,
    Student,
    Trapezoidal,
    degrees_of_freedom_of_type_b,
    truncated,
    welch_satterthwaite,
)

DIVISORS = [
    (Input.rectangular(0, 1), math.sqrt(3)),
    (Input.triangular(0, 1), math.sqrt(6)),
    (Input.arcsine(0, 1), math.sqrt(2)),
    (Input.trapezoidal(0, 1, 0.5), math.sqrt(6 / 1.25)),
    (Input.resolution(0, 1), 2 * math.sqrt(3)),
    (Input.from_limits(-1, 1), math.sqrt(3)),
    (Input.expanded(0, 1), 2),
    (Input.expanded(0, 1, 3), 3),
]


@pytest.mark.parametrize(("made", "divisor"), DIVISORS)
def test_divisor_of_each_constructor(made: Input, divisor: float) -> None:
    assert made.standard_uncertainty == pytest.approx(1 / divisor, rel=1e-12)


def test_type_a_from_texts_of_readings() -> None:
    # GUM 4.4.3: twenty temperatures, mean 100.14 °C, s = 1.49 °C, s/√20 = 0.33 °C.
    readings = (
        "96.90 98.18 98.25 98.61 99.03 99.49 99.56 99.74 99.89 100.07 100.33 100.42 100.68 100.95 101.11 101.20 "
        "101.57 101.84 102.36 102.72"
    )
    one = Input.from_readings([Decimal(reading) for reading in readings.split()])
    assert one.estimate == pytest.approx(100.145, abs=1e-9)
    assert one.standard_uncertainty == pytest.approx(0.333, abs=5e-4)
    assert one.degrees_of_freedom == 19
    assert one.shape == Student(19)


def test_a_longer_series_serves_a_shorter_routine() -> None:
    series = [1.0, 2.0, 3.0, 4.0]
    routine = Input.from_readings(series, averaged=1)
    assert routine.standard_uncertainty == pytest.approx(math.sqrt(5 / 3))
    assert routine.degrees_of_freedom == 3
    assert routine.readings == ()  # they are not the readings this estimate averages


def test_certificate_with_probability_and_degrees_of_freedom() -> None:
    one = Input.expanded(10.0, 2.262, coverage_probability=0.95, degrees_of_freedom=9, source="certificate 17")
    assert one.standard_uncertainty == pytest.approx(1.0, abs=1e-3)
    assert one.source == "certificate 17"


def test_shape_follows_degrees_of_freedom_unless_stated() -> None:
    assert Input(1, 0.1).shape == Normal()
    assert Input(1, 0.1, 5).shape == Student(5)
    assert Input(1, 0.1, 5, "rectangular").shape == Rectangular()


def test_combined_keeps_root_sum_of_squares_and_corrections() -> None:
    one = Input.combined(10, [Input(0.5, 3, 4), Input.rectangular(0, 4 * math.sqrt(3))])
    assert (one.estimate, one.standard_uncertainty) == (10.5, 5)
    assert one.degrees_of_freedom == pytest.approx(5**4 / (3**4 / 4))


BAD = [
    lambda: Input("", 1),
    lambda: Input("1,5", 1),
    lambda: Input(math.nan, 1),
    lambda: Input(1, math.inf),
    lambda: Input(1, -0.1),
    lambda: Input(1, 0.1, 0),
    lambda: Input(1, 0.1, distribution="bell"),
    lambda: Input.from_readings([1.0]),
    lambda: Input.from_readings([1.0, 2.0], averaged=0),
    lambda: Input.expanded(1, 1, 2, 0.95),
    lambda: Input.expanded(1, 1, 0),
    lambda: Input.combined(1, []),
    lambda: Trapezoidal(1.5),
    lambda: Student(0),
    lambda: Student(2, matches_standard_deviation=True),
    lambda: degrees_of_freedom_of_type_b(-0.1),
    lambda: welch_satterthwaite([1.0], [0.0]),
]


@pytest.mark.parametrize("make", BAD)
def test_what_no_measurement_can_state_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        make()  # type: ignore[operator]


def test_type_b_degrees_of_freedom() -> None:
    assert degrees_of_freedom_of_type_b(0.25) == 8  # GUM G.4.2 example
    assert degrees_of_freedom_of_type_b(0.10) == pytest.approx(50)
    assert degrees_of_freedom_of_type_b(0) == math.inf


@given(st.lists(st.tuples(st.floats(1e-200, 1e100), st.integers(1, 200)), min_size=1, max_size=8))
def test_welch_satterthwaite_lies_between_smallest_and_sum(parts: list[tuple[float, int]]) -> None:
    contributions, degrees = [u for u, _ in parts], [nu for _, nu in parts]
    effective = welch_satterthwaite(contributions, degrees)
    assert min(degrees) * (1 - 1e-9) <= effective <= sum(degrees) * (1 + 1e-9)


@given(st.floats(1e-200, 1e200), st.integers(1, 10_000))
def test_one_component_keeps_its_own_degrees(u: float, nu: int) -> None:
    assert truncated(welch_satterthwaite([u], [nu])) == nu


def test_truncation_goes_down() -> None:
    assert (truncated(16.99), truncated(0.9), truncated(math.inf)) == (16, 0.9, math.inf)
    assert welch_satterthwaite([0.0], [3]) == math.inf
