"""The raised mean of a sample, its factors, and the European reference test."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from metrology import sampling as sp
from metrology.decision import Outcome

CONFORM, NOT_CONFORM = Outcome.CONFORM, Outcome.NOT_CONFORM
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


@pytest.mark.parametrize(
    ("lot_size", "n", "counts"),
    [
        (100, 30, {(1,): CONFORM, (2,): Outcome.INCOMPLETE, (3,): NOT_CONFORM, (2, 2): CONFORM, (2, 3): NOT_CONFORM}),
        (501, 50, {(2,): CONFORM, (4,): Outcome.INCOMPLETE, (5,): NOT_CONFORM, (4, 2): CONFORM, (4, 3): NOT_CONFORM}),
        (3201, 80, {(3,): CONFORM, (6,): Outcome.INCOMPLETE, (7,): NOT_CONFORM, (6, 2): CONFORM, (6, 3): NOT_CONFORM}),
    ],
)
def test_european_double_sampling(lot_size: int, n: int, counts: dict[tuple[int, ...], Outcome]) -> None:
    plan = sp.european_plan(lot_size)
    assert plan.n == n
    assert {drawn: plan.judge_contents(*drawn) for drawn in counts} == counts
    with pytest.raises(ValueError, match="no second one"):
        plan.judge_contents(0, 0)


def test_european_mean_factors_follow_from_their_sample_sizes() -> None:
    for plan in (sp.european_plan(500), sp.european_plan(501), sp.european_plan(100, destructive=True)):
        assert float(plan.mean_factor) == pytest.approx(sp.correction_factor(plan.mean_n), abs=6e-4)
    assert sp.european_plan(100, destructive=True).judge_contents(2) is NOT_CONFORM
    with pytest.raises(ValueError, match="100 to 10000"):
        sp.european_plan(99)
