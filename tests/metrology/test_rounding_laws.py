"""Laws of half-even rounding, for any value and any interval."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from metrology.rounding import Rounding, round_significant, round_to_interval, round_uncertainty, to_decimal

VALUES = st.decimals(-(10**6), 10**6, allow_nan=False, places=4)
INTERVALS = st.sampled_from(["1", "0.5", "0.2", "5", "0.02", "0.05", "0.1", "0.001", "0.03", "7", "1E+1", "2E+2"])


@given(VALUES, INTERVALS)
def test_result_is_the_nearest_multiple_and_the_even_one_of_two(value: Decimal, interval: str) -> None:
    rounded, step = round_to_interval(value, interval), to_decimal(interval)
    quotient = Fraction(rounded) / Fraction(step)
    away = abs(Fraction(value) - Fraction(rounded))
    assert quotient.denominator == 1
    assert away < Fraction(step) / 2 or (away == Fraction(step) / 2 and quotient.numerator % 2 == 0)
    assert rounded.as_tuple().exponent == step.as_tuple().exponent


@given(VALUES, INTERVALS)
def test_rounding_twice_changes_nothing(value: Decimal, interval: str) -> None:
    once = round_to_interval(value, interval)
    assert round_to_interval(once, interval) == once


@given(VALUES, VALUES, INTERVALS)
def test_rounding_keeps_the_order(first: Decimal, second: Decimal, interval: str) -> None:
    low, high = sorted([first, second])
    assert round_to_interval(low, interval) <= round_to_interval(high, interval)


@given(VALUES, INTERVALS)
def test_negative_value_is_rounded_by_its_magnitude(value: Decimal, interval: str) -> None:
    assert round_to_interval(value.copy_negate(), interval) == -round_to_interval(value, interval)
    rule = Rounding(interval, keeps_sign_of_zero=True)
    assert rule.round(value).is_signed() == value.is_signed()


@given(VALUES.filter(bool), st.integers(1, 6))
def test_significant_digits_are_as_many_as_asked_for(value: Decimal, digits: int) -> None:
    rounded = round_significant(value, digits)
    assert len(rounded.as_tuple().digits) == digits
    assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(10) ** (value.adjusted() - digits + 1) / 2


@given(VALUES.map(abs), st.integers(1, 2))
def test_uncertainty_rounded_up_is_never_smaller(value: Decimal, digits: int) -> None:
    assert round_uncertainty(value, digits, True) >= value
    assert round_uncertainty(value, digits, True) >= round_uncertainty(value, digits)
