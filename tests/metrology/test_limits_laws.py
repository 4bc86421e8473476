"""Laws of limits: order, stretching, and the vector that agrees with the single point, bit for bit."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.decimal_array import DecimalArray
from metrology.limits import (
    Asymmetric,
    Band,
    Bands,
    Constant,
    Greatest,
    InIntervals,
    Least,
    Limit,
    Linear,
    OfReading,
    OfSpan,
    OutOfTable,
    Scaled,
    Sum,
)

SIZES = st.decimals(0, 50, allow_nan=False, places=3)
POINTS = st.decimals(-100, 1100, allow_nan=False, places=3)
FACTORS = st.sampled_from(["0.5", "2", "1.5", "0.001", "3"])


def bands(parts: list[Limit], edges: list[int], closed: list[bool]) -> Limit:
    rows = [Band(edge, part, own) for edge, part, own in zip(sorted(edges), parts, closed, strict=False)]
    return Bands(rows, start=-100)


SIMPLE = st.one_of(
    st.builds(Constant, SIZES),
    st.builds(lambda low, high: Asymmetric(low.copy_negate(), high), SIZES, SIZES),
    st.builds(OfReading, SIZES),
    st.builds(Linear, SIZES, SIZES),
    st.builds(lambda percent: OfSpan(percent, -1, "9.5"), SIZES),
)
LIMITS: st.SearchStrategy[Limit] = st.recursive(
    SIMPLE,
    lambda parts: st.one_of(
        st.builds(Greatest, parts, parts),
        st.builds(Least, parts, parts),
        st.builds(Sum, parts, parts),
        st.builds(Scaled, parts, FACTORS),
        st.builds(InIntervals, parts, FACTORS),
        st.builds(
            bands,
            st.lists(parts, min_size=4, max_size=4),
            st.lists(st.integers(-99, 1000), min_size=1, max_size=4, unique=True),
            st.lists(st.booleans(), min_size=4, max_size=4),
        ),
    ),
    max_leaves=5,
)


@given(LIMITS, POINTS)
def test_lower_is_never_above_upper_and_bound_holds(limit: Limit, point: Decimal) -> None:
    try:
        lower, upper = limit.at(point)
    except OutOfTable:
        return
    assert lower <= upper
    assert max(abs(lower), abs(upper)) <= limit.bound(abs(point))


@given(LIMITS, POINTS, FACTORS)
def test_stretched_limit_is_the_same_table_in_a_smaller_unit(limit: Limit, point: Decimal, factor: str) -> None:
    times = Decimal(factor)
    try:
        lower, upper = limit.at(point)
    except OutOfTable:
        with pytest.raises(OutOfTable):
            limit.stretched(times).at(point * times)
        return
    assert limit.stretched(times).at(point * times) == (lower * times, upper * times)


@given(LIMITS, POINTS, st.decimals("0.001", 5, allow_nan=False, places=3))
def test_limit_jumps_only_at_its_breaks(limit: Limit, point: Decimal, step: Decimal) -> None:
    further = point + step
    if any(point <= edge <= further for edge in limit.breaks()):
        return
    try:
        here, there = limit.at(point)[1], limit.at(further)[1]
    except OutOfTable:
        return
    steepest = limit.bound(Decimal(2000)) / 2000  # a slope b makes the limit at least 2000 b out there
    assert abs(there - here) <= steepest * step


@given(st.lists(st.integers(1, 50), min_size=1, max_size=5, unique=True), st.integers(0, 50), st.booleans())
def test_stepped_limit_is_that_of_the_row_counted_by_hand(edges: list[int], point: int, closed: bool) -> None:
    rising = sorted(edges)
    table = Bands([Band(edge, Constant(number), closed) for number, edge in enumerate(rising)])
    row = sum(point > edge if closed else point >= edge for edge in rising)
    if row == len(rising):
        with pytest.raises(OutOfTable):
            table.at(point)
    else:
        assert table.at(point)[1] == row


@given(LIMITS)
def test_data_give_the_limit_back(limit: Limit) -> None:
    assert Limit.from_dict(limit.to_dict()) == limit


@settings(max_examples=200)
@given(LIMITS, st.lists(POINTS, min_size=1, max_size=20))
def test_vector_is_the_single_point_many_times(limit: Limit, points: list[Decimal]) -> None:
    try:
        expected = [limit.at(point) for point in points]
    except OutOfTable:
        with pytest.raises(OutOfTable):
            limit.exact_vector(points)
        return
    lower, upper = limit.exact_vector(points)
    assert list(zip(lower.decimals(), upper.decimals(), strict=True)) == expected
    floats = limit.vector(np.array([float(point) for point in points]))
    assert [tuple(map(float, pair)) for pair in expected] == list(zip(*map(np.ndarray.tolist, floats), strict=True))


@given(LIMITS, POINTS, st.integers(-3, 3))
def test_float_comparison_with_the_vector_is_the_exact_one(limit: Limit, point: Decimal, steps: int) -> None:
    try:
        upper = limit.at(point)[1]
    except OutOfTable:
        return
    error = upper + steps * Decimal("1E-9")
    in_floats = np.array([float(error)]) <= limit.vector(np.array([float(point)]))[1]
    assert bool(in_floats[0]) == (error <= upper)


@given(st.lists(st.decimals(-(10**6), 10**6, allow_nan=False, places=5), min_size=1))
def test_doubles_read_from_decimals_give_the_decimals_back(numbers: list[Decimal]) -> None:
    recovered = DecimalArray.of(np.array([float(number) for number in numbers]))
    assert recovered.decimals() == numbers


def test_double_that_is_no_reading_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.30000000000000004 is not the double of a decimal reading"):
        DecimalArray.of(np.array([0.5, 0.1 + 0.2]))
    with pytest.raises(ValueError, match="missing"):
        DecimalArray.of(np.array([0.5, np.nan]))
    with pytest.raises(ValueError, match="float32 holds too few digits"):
        DecimalArray.of(np.array([0.1], np.float32))
    with pytest.raises(TypeError, match="binary float"):
        DecimalArray.of([0.5])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="one dimension"):
        DecimalArray.of(np.zeros((2, 2)))


def test_columns_of_integers_texts_and_objects() -> None:
    assert DecimalArray.of(np.array([1, -2], np.int8)).decimals() == [1, -2]
    assert DecimalArray.of(np.array([2**63], np.uint64)).decimals() == [2**63]
    assert DecimalArray.of(np.array(["0.50", "1"])).decimals() == [Decimal("0.5"), 1]
    assert DecimalArray.of(np.array([Decimal("0.5"), 2], object)).places == 1
    assert len(DecimalArray.of([])) == 0


def test_limit_too_long_for_a_double_says_so() -> None:
    limit = OfReading("1.23456789")
    with pytest.raises(ValueError, match="more than 15 significant digits"):
        limit.vector(["123456.789012"])
    assert limit.exact_vector(["123456.789012"])[1].decimals() == [limit.at("123456.789012")[1]]


def test_a_table_names_the_first_point_outside() -> None:
    with pytest.raises(OutOfTable, match=r"^10\.5 is outside"):
        Bands([Band(10, OfReading(1))]).vector(np.array([5, 10.5, 11]))
