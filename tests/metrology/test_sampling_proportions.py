"""Bounds of proportions, zero-failure sizes and operating characteristics."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats as oracle

from metrology import sampling as sp


@pytest.mark.parametrize(("proportion", "size"), [(0.95, 59), (0.98, 149), (0.90, 29), (0.99, 299), (0.5, 5)])
def test_good_items_that_prove_a_proportion(proportion: float, size: int) -> None:
    assert sp.zero_failure_size(proportion) == size
    assert proportion**size <= 0.05 < proportion ** (size - 1)


@given(some.floats(0.01, 0.995), some.floats(0.5, 0.999))
@settings(max_examples=80)
def test_the_size_is_the_smallest(proportion: float, confidence: float) -> None:
    n = sp.zero_failure_size(proportion, confidence)
    assert proportion**n <= 1 - confidence
    assert n == 1 or proportion ** (n - 1) > 1 - confidence


def test_all_good_agrees_with_the_one_sided_bound() -> None:
    assert sp.clopper_pearson(59, 59, sides=1).lower >= 0.95 > sp.clopper_pearson(58, 58, sides=1).lower


@given(some.integers(1, 60), some.data())
@settings(max_examples=60)
def test_bounds_against_the_binomial(n: int, data: some.DataObject) -> None:
    k = data.draw(some.integers(0, n))
    found = sp.clopper_pearson(k, n)
    assert found.lower <= found.observed <= found.upper
    theirs = oracle.binomtest(k, n).proportion_ci(0.95, method="exact")
    assert (found.lower, found.upper) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize(("k", "n", "sides"), [(3, 2, 2), (-1, 2, 2), (0, 0, 2), (1, 2, 3)])
def test_impossible_counts(k: int, n: int, sides: int) -> None:
    with pytest.raises(ValueError, match=r"no proportion|sides"):
        sp.clopper_pearson(k, n, sides=sides)


@given(some.integers(1, 40), some.integers(0, 6), some.floats(0, 1))
@settings(max_examples=60)
def test_acceptance_falls_with_worse_quality(n: int, ac: int, p: float) -> None:
    better, worse = (sp.acceptance_probability(n, ac, share) for share in (p / 2, p))
    assert better >= worse - 1e-12
    assert worse == pytest.approx(float(oracle.binom.cdf(ac, n, p)), abs=1e-9)


def test_impossible_plans() -> None:
    with pytest.raises(ValueError, match="n >= 1"):
        sp.acceptance_probability(0, 0, 0.1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        sp.acceptance_probability(5, 0, 1.1)
