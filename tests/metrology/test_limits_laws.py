"""Laws of limits: order, stretching, rows counted by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.limits import (
    Asymmetric,
    Band,
    Bands,
    Constant,
    Greatest,
    InIntervals,
    Limit,
    Linear,
    OfReading,
    OfSpan,
    OutOfTable,
    Scaled,
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
def test_lower_is_never_above_upper(limit: Limit, point: Decimal) -> None:
    try:
        lower, upper = limit.at(point)
    except OutOfTable:
        return
    assert lower <= upper


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
