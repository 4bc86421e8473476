"""Calibration lines: laws, edges and an independent implementation."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from scipy import stats as oracle

from metrology import statistics as st

POINTS = some.lists(some.tuples(some.integers(-20, 20), some.integers(-20, 20)), min_size=4, max_size=8).filter(
    lambda points: len({x for x, _ in points}) > 2
)


@given(POINTS)
@example([(0, 1), (0, 1), (1, 1), (-1, 1)])
@settings(max_examples=50)
def test_ordinary_line(points: list[tuple[int, int]]) -> None:
    x, y = zip(*points, strict=True)
    fit, theirs = st.fit_line(x, y), oracle.linregress(x, y)
    assert fit.slope == pytest.approx(theirs.slope, abs=1e-9)
    assert fit.intercept == pytest.approx(theirs.intercept, abs=1e-9)
    level = len(set(y)) == 1  # exactly on a level line scipy divides zero by zero
    assert fit.slope_uncertainty == pytest.approx(0.0 if level else theirs.stderr, abs=1e-6)
    assert fit.intercept_uncertainty == pytest.approx(0.0 if level else theirs.intercept_stderr, abs=1e-6)


@given(POINTS)
@settings(max_examples=30)
def test_equal_relative_weights_are_the_ordinary_line(points: list[tuple[int, int]]) -> None:
    x, y = zip(*points, strict=True)
    plain, weighted = st.fit_line(x, y), st.fit_line(x, y, 0.7, weights="relative")
    assert weighted.slope == pytest.approx(plain.slope, abs=1e-12)
    assert weighted.slope_uncertainty == pytest.approx(plain.slope_uncertainty, abs=1e-9)
    assert weighted.degrees_of_freedom == plain.degrees_of_freedom


@given(POINTS)
@settings(max_examples=30)
def test_certain_x_makes_both_variables_the_weighted_line(points: list[tuple[int, int]]) -> None:
    x, y = zip(*points, strict=True)
    u = [0.5 + 0.1 * i for i in range(len(x))]
    weighted, both = st.fit_line(x, y, u), st.fit_line(x, y, u, 0.0)
    assert both.slope == pytest.approx(weighted.slope, abs=1e-10)
    assert both.intercept_uncertainty == pytest.approx(weighted.intercept_uncertainty, rel=1e-9)
    assert both.covariance == pytest.approx(weighted.covariance, rel=1e-9, abs=1e-12)
    propagated = st.fit_line(x, y, u, 0.0, parameter_uncertainty="propagated")
    assert propagated.slope_uncertainty == pytest.approx(weighted.slope_uncertainty, rel=1e-9)


def test_exchanging_the_variables_turns_the_line_over() -> None:
    x, y = [1.0, 2.1, 2.9, 4.2, 5.0], [2.2, 3.9, 6.1, 8.0, 10.1]
    forward = st.fit_line(x, y, 0.2, 0.1)
    backward = st.fit_line(y, x, 0.1, 0.2)
    assert backward.slope == pytest.approx(1 / forward.slope, rel=1e-9)
    assert backward.chi_squared == pytest.approx(forward.chi_squared, rel=1e-9)


def test_prediction_and_inverse_prediction_meet() -> None:
    fit = st.fit_line([1, 2, 3, 4, 5, 6], [3.3, 5.6, 7.1, 9.3, 10.7, 12.1], 0.5)
    there = fit.predict(4)
    back = fit.inverse(there.value)
    assert back.value == pytest.approx(4)
    assert back.standard_uncertainty == pytest.approx(there.standard_uncertainty / fit.slope)
    assert there.standard_uncertainty_single > there.standard_uncertainty


def test_an_observation_of_unknown_uncertainty_is_not_guessed() -> None:
    fit = st.fit_line([1, 2, 3], [1, 2, 4], [0.1, 0.2, 0.1])
    with pytest.raises(ValueError, match="further observation"):
        fit.inverse(2.0)
    assert fit.inverse(2.0, 0.1).standard_uncertainty_single > 0


def test_exact_line_keeps_decimal_digits() -> None:
    x = [Decimal("1000000.1"), Decimal("1000000.2"), Decimal("1000000.3")]
    fit = st.fit_line(x, [2 * value + Decimal("0.5") for value in x])
    assert (fit.slope, fit.intercept, fit.scatter, fit.correlation) == (2.0, 0.5, 0.0, 0.0)


def test_designs_that_fit_no_line() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        st.fit_line([1, 2], [1, 2])
    with pytest.raises(ValueError, match="all x are equal"):
        st.fit_line([1, 1, 1], [1, 2, 3])
    with pytest.raises(ValueError, match="do not make points"):
        st.fit_line([1, 2, 3], [1, 2])
    with pytest.raises(ValueError, match="positive standard uncertainty"):
        st.fit_line([1, 2, 3], [1, 2, 3], [0.1, 0.0, 0.1])
    with pytest.raises(ValueError, match="u_x without u_y"):
        st.fit_line([1, 2, 3], [1, 2, 3], u_x=0.1)
    with pytest.raises(ValueError, match="non-negative"):
        st.fit_line([1, 2, 3], [1, 2, 3], 0.1, -0.1)
    with pytest.raises(ValueError, match="without slope"):
        st.fit_line([1, 2, 3], [2, 3, 2]).inverse(1.0)
