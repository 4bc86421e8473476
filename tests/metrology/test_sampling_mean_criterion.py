"""The raised mean of a sample."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from metrology import sampling as sp

D = Decimal
CONTENTS = some.lists(some.decimals(min_value="0", max_value="1000", places=3), min_size=1, max_size=20)


def test_a_rational_deviation_meets_its_limit_exactly() -> None:
    """Four at 9 and four at 11, one 10: s² = 1, so 10 + 1.25·1 is 11.25 and nothing else."""
    contents = [*[D(9)] * 4, *[D(11)] * 4, D(10)]
    assert sp.sample_variance(contents) == 1
    assert sp.raised_by_deviation(contents, D("1.25")) == D("11.25")


def test_an_endless_mean_that_a_rational_deviation_completes() -> None:
    """0, 0, 1: x̄ = 1/3, s = 1/√3. 1, 2, 6: x̄ = 3, s² = 7. 0, 1, 2: x̄ = 1, s = 1."""
    assert sp.raised_by_deviation([D(0), D(1), D(2)], D("0.5")) == D("1.5")
    assert abs(sp.raised_by_deviation([D(0), D(0), D(1)], D(1)) - (D(1) / 3 + (D(1) / 3).sqrt())) < D("1e-26")


def test_without_a_factor_it_is_the_mean() -> None:
    assert sp.raised_by_deviation([D("1.5"), D("2.5")], D(0)) == 2
    assert sp.raised_by_range([D("1.5"), D("2.5")], D(0)) == 2
    assert sp.raised_by_deviation([D(7)], D(2)) == 7


def test_the_range_is_exact() -> None:
    assert sp.raised_by_range([D("9.98")] * 7 + [D("10.00")], D("0.2")) == D("9.9865")


@given(CONTENTS, some.decimals(min_value="0", max_value="3", places=3))
def test_raising_never_lowers(contents: list[Decimal], factor: Decimal) -> None:
    for raised in (sp.raised_by_deviation, sp.raised_by_range):
        assert raised(contents, factor) >= raised(contents, D(0))


@pytest.mark.parametrize("raised", [sp.raised_by_deviation, sp.raised_by_range])
def test_no_contents_and_negative_factors_are_refused(raised: object) -> None:
    assert callable(raised)
    with pytest.raises(ValueError, match="empty"):
        raised([], D(1))
    with pytest.raises(ValueError, match="negative"):
        raised([D(1)], D(-1))
