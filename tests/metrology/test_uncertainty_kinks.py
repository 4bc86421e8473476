"""Derivatives that the complex step misses are found, however they would cancel; kinks at the estimates are refused."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.uncertainty import Budget, Input, NotDifferentiable


def u_of(model: Any, *inputs: Input) -> float:
    return Budget(model, list(inputs)).first_order().combined_standard_uncertainty


@given(st.floats(0.5, 50), st.floats(0.5, 50), st.floats(1e-3, 0.3), st.floats(1e-3, 0.3))
def test_two_missed_derivatives_do_not_cancel(a: float, b: float, u_a: float, u_b: float) -> None:
    u = u_of(lambda a, b: abs(a) - abs(b), Input(a, u_a), Input(-b, u_b))
    assert u == pytest.approx(math.hypot(u_a, u_b), rel=1e-6)


def test_shares_that_cancel_along_the_old_direction_of_the_check() -> None:
    assert u_of(lambda a, b: abs(a) - abs(b), Input(3, 0.309), Input(4, 0.5)) == pytest.approx(math.hypot(0.309, 0.5))
    u = u_of(lambda a, b, c: abs(a) + abs(b) - abs(c), Input(3, 0.5), Input(4, 0.5), Input(5, 0.5 * 1.618 / 1.414))
    assert u == pytest.approx(math.hypot(0.5, 0.5, 0.5 * 1.618 / 1.414))


@pytest.mark.parametrize(
    ("model", "x", "u"),
    [
        (abs, 1e6, 1e-6),  # a frequency known to one part in 10¹²
        (abs, 1e7, 1e-6),
        (abs, 1e7, 1e-12),
        (lambda a: 1e9 + abs(a), 1e-3, 1e-6),
        (lambda a: 1e9 + abs(a), 1e-3, 1e-9),
        (lambda a: math.sqrt(a * a), 1e7, 1e-7),
    ],
)
def test_an_uncertainty_far_below_the_value_is_not_lost_in_rounding(model: Any, x: float, u: float) -> None:
    assert u_of(model, Input(x, u)) == pytest.approx(u, rel=0.005)


@pytest.mark.parametrize(
    ("model", "inputs"),
    [
        (lambda a, b: abs(a) - abs(b), (Input(0, 0.5), Input(0, 0.5))),
        (lambda a, b: abs(a) - abs(b), (Input(0, 0.5), Input(0, 0.3))),
        (lambda a, b: max(a, b) - min(a, b), (Input(2, 0.5), Input(2, 0.5))),
        (lambda a, b: max(a, b) + abs(a) - abs(b), (Input(2, 0.5), Input(2, 0.3))),
        (lambda a, b: abs(a - b), (Input(2, 0.5), Input(2, 0.3))),
        (lambda a, b, c: abs(a) + b * abs(c), (Input(1, 0.5), Input(-1, 0.5), Input(0, 1))),
    ],
)
def test_kinks_at_the_estimates_are_refused_even_where_they_cancel(model: Any, inputs: tuple[Input, ...]) -> None:
    with pytest.raises(NotDifferentiable):
        u_of(model, *inputs)


def test_a_stationary_point_is_no_kink() -> None:
    assert u_of(math.cos, Input(0, 0.5)) == 0
    assert u_of(lambda a, b: math.cos(a) * b, Input(0, 0.5), Input(2, 1e-6)) == pytest.approx(1e-6)
    assert u_of(lambda a, b: 0 * abs(a) + b, Input(1, 1), Input(2, 1)) == pytest.approx(1)
