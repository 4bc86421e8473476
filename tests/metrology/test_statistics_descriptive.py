"""Spread: laws and edges."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import statistics as st

READINGS = some.lists(some.decimals(-1000, 1000, places=4), min_size=2, max_size=12)


@given(READINGS)
@settings(max_examples=60)
def test_spread_does_not_depend_on_the_order_or_on_a_common_offset(readings: list[Decimal]) -> None:
    shifted = [value + Decimal("1e9") for value in reversed(readings)]
    assert st.standard_deviation(shifted) == st.standard_deviation(readings)


@given(READINGS)
@settings(max_examples=60)
def test_divisor_n_gives_the_smaller_spread(readings: list[Decimal]) -> None:
    n = len(readings)
    population, sample = (st.standard_deviation(readings, divisor) for divisor in ("n", "n-1"))
    assert population == pytest.approx(sample * math.sqrt((n - 1) / n), rel=1e-14)


def test_routine_mean_of_fewer_readings_than_gave_the_spread() -> None:
    found = st.repeatability([Decimal(text) for text in ("10.1", "10.3", "10.2", "10.0", "10.4")], averaged=2)
    assert found.n == 5
    assert found.degrees_of_freedom == 4
    assert found.mean == 10.2
    assert found.standard_uncertainty == pytest.approx(math.sqrt(0.025 / 2))


@pytest.mark.parametrize("values", [[], [1]])
def test_too_few_readings_are_refused(values: list[int]) -> None:
    with pytest.raises(ValueError, match="needs at least"):
        st.standard_deviation(values)


def test_readings_may_be_text_and_must_be_finite_numbers() -> None:
    assert st.repeatability(["1.1", Decimal("1.2"), 1.3]).standard_deviation == 0.1
    for text in ("1,0", "", "nan", "１.0"):  # the last in full-width digits
        with pytest.raises(ValueError, match="not a number"):
            st.mean([text])
    with pytest.raises(TypeError, match="not a number"):
        st.mean([None])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="finite"):
        st.mean([1.0, math.nan])
    with pytest.raises(ValueError, match="finite"):
        st.mean([Decimal("Infinity")])


def test_tiny_and_huge_readings_keep_their_spread() -> None:
    assert st.standard_deviation([1e-200, 3e-200, 2e-200]) == pytest.approx(1e-200, rel=1e-15)
    assert st.standard_deviation([1e200, 3e200, 2e200]) == pytest.approx(1e200, rel=1e-15)


def test_constants_of_the_range() -> None:
    # GB/T 17989.2 and ASTM E2587 print d3 with three or four digits.
    assert [st.d3(n) for n in (2, 5, 10)] == pytest.approx([0.8525, 0.8641, 0.7971], abs=5e-5)
    with pytest.raises(ValueError, match="subgroup"):
        st.d2(1)
