"""Scores, analysis of variance and the test of two means against an independent implementation."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats as oracle

from metrology import statistics as st

SAMPLE = some.lists(some.integers(-50, 50), min_size=3, max_size=8).filter(lambda values: len(set(values)) > 1)


@given(SAMPLE, SAMPLE)
@settings(max_examples=40)
def test_welch(a: list[int], b: list[int]) -> None:
    found, theirs = st.welch_t_test(a, b), oracle.ttest_ind(a, b, equal_var=False)
    assert found.statistic == pytest.approx(theirs.statistic, rel=1e-9, abs=1e-12)
    assert found.p_value == pytest.approx(theirs.pvalue, rel=1e-9)
    assert found.significant == (theirs.pvalue < 0.05)


def test_t_table() -> None:
    # GUM table G.2
    assert st.t_critical_value(4) == pytest.approx(2.78, abs=0.005)
    assert st.t_critical_value(16, 0.99) == pytest.approx(2.92, abs=0.005)
    assert st.t_critical_value(math.inf) == pytest.approx(1.960, abs=0.0005)
    with pytest.raises(ValueError, match="nu > 0"):
        st.t_critical_value(0)


@given(some.lists(SAMPLE, min_size=2, max_size=5))
@settings(max_examples=40)
def test_analysis_of_variance(groups: list[list[int]]) -> None:
    found, theirs = st.one_way_anova(groups), oracle.f_oneway(*groups)
    assert found.f == pytest.approx(theirs.statistic, rel=1e-8, abs=1e-12)
    # Where the means agree exactly, rounding makes the oracle's F negative and its p undefined.
    assert found.p_value == pytest.approx(theirs.pvalue if found.f else 1.0, rel=1e-8)
    assert found.variance_between >= 0
    assert (found.f < 1) == (found.ms_between < found.ms_within)


def test_designs_without_replicates_are_refused() -> None:
    with pytest.raises(ValueError, match="more readings than groups"):
        st.one_way_anova([[1], [2]])
    with pytest.raises(ValueError, match="equal"):
        st.one_way_anova([[1, 1], [1, 1]])
    assert st.one_way_anova([[1, 1], [2, 2]]).f == math.inf


def test_en_at_its_limit_and_inside_the_reference() -> None:
    exactly_one = st.en_score(Decimal("1.5"), Decimal("0.3"), 1, Decimal("0.4"))
    assert (exactly_one.value, exactly_one.satisfactory) == (1.0, True)
    own_share = st.en_score(Decimal("1.3"), Decimal("0.5"), 1, Decimal("0.3"), independent=False)
    assert own_share.value == pytest.approx(0.75)
    with pytest.raises(ValueError, match="no positive uncertainty"):
        st.en_score(1, Decimal("0.3"), 1, Decimal("0.4"), independent=False)
