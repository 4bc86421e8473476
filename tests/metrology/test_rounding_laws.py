"""Laws of half-even rounding, for any value and any interval."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metrology.array_rounding import round_array
from metrology.decimal_array import DecimalArray
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


@given(st.lists(VALUES, min_size=1, max_size=30), st.lists(INTERVALS, min_size=1, max_size=3), st.data())
def test_array_rounds_as_single_values_do(values: list[Decimal], intervals: list[str], data: st.DataObject) -> None:
    which = data.draw(st.lists(st.integers(0, len(intervals) - 1), min_size=len(values), max_size=len(values)))
    rounded = round_array(DecimalArray.of(values), intervals, np.array(which))
    expected = [round_to_interval(value, intervals[kind]) for value, kind in zip(values, which, strict=True)]
    assert rounded.decimals() == expected


@given(st.integers(-(10**30), 10**30), st.sampled_from([2, 5, 10**18, 3 * 10**19]))
def test_long_numbers_round_exactly_too(value: int, interval: int) -> None:
    assert round_array(DecimalArray.of([value, 1]), interval).decimals()[0] == round_to_interval(value, interval)
