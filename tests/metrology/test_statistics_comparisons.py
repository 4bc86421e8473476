"""Scores, robust estimates, analysis of variance and tests of significance against an independent implementation."""

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
def test_two_sample_tests(a: list[int], b: list[int]) -> None:
    for found, theirs in (
        (st.t_test_two_sample(a, b), oracle.ttest_ind(a, b)),
        (st.welch_t_test(a, b), oracle.ttest_ind(a, b, equal_var=False)),
    ):
        assert found.statistic == pytest.approx(theirs.statistic, rel=1e-9, abs=1e-12)
        assert found.p_value == pytest.approx(theirs.pvalue, rel=1e-9)
        assert found.significant == (theirs.pvalue < 0.05)


def test_one_sample_and_paired_tests() -> None:
    values = [10.1, 10.3, 10.2, 10.4]
    theirs = oracle.ttest_1samp(values, 10)
    found = st.t_test_one_sample(values, 10)
    assert (found.statistic, found.p_value) == pytest.approx((theirs.statistic, theirs.pvalue))
    before, after = [5, 6, 7, 9], [4, 6, 5, 6]
    paired = oracle.ttest_rel(before, after)
    assert st.t_test_paired(before, after).statistic == pytest.approx(paired.statistic)
    with pytest.raises(ValueError, match="scatter"):
        st.t_test_one_sample([1, 1, 1], 2)


def test_ratio_of_variances() -> None:
    calm, wild = [1, 2, 3, 4, 5], [1, 20, 3, 40, 5]
    found = st.f_test(calm, wild)
    assert found.statistic == pytest.approx(st.standard_deviation(wild) ** 2 / st.standard_deviation(calm) ** 2)
    assert found.critical_value == pytest.approx(oracle.f.ppf(0.975, 4, 4))
    assert found.significant
    assert st.f_test(calm, calm).p_value == 1


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


@given(some.lists(SAMPLE, min_size=2, max_size=4))
@settings(max_examples=30)
def test_analysis_from_summaries_equals_that_of_the_readings(groups: list[list[int]]) -> None:
    readings = st.one_way_anova(groups)
    means = [st.mean(group) for group in groups]
    deviations = [st.standard_deviation(group) for group in groups]
    summary = st.anova_from_summary(means, deviations, [len(group) for group in groups])
    assert summary.f == pytest.approx(readings.f, rel=1e-9, abs=1e-12)
    assert summary.n0 == readings.n0


def test_gum_h5_voltage_standard() -> None:
    means = ["10.000172", "10.000116", "10.000013", "10.000144", "10.000106"]
    means += ["10.000031", "10.000060", "10.000125", "10.000163", "10.000041"]
    deviations = [Decimal(s) * Decimal("1e-6") for s in (60, 77, 111, 101, 67, 93, 80, 73, 88, 86)]
    table = st.anova_from_summary([Decimal(text) for text in means], deviations, [5] * 10)
    assert table.mean == pytest.approx(10.000097, abs=5e-7)
    assert st.standard_deviation_of_means([Decimal(text) for text in means]) == pytest.approx(57e-6, abs=5e-7)
    assert table.repeatability_standard_deviation == pytest.approx(85e-6, abs=5e-7)
    assert table.f == pytest.approx(2.25, abs=0.02)
    # The GUM prints 43 µV from rounded steps.
    assert table.between_standard_deviation == pytest.approx(43e-6, abs=6e-7)


def test_designs_without_replicates_are_refused() -> None:
    with pytest.raises(ValueError, match="more readings than groups"):
        st.one_way_anova([[1], [2]])
    with pytest.raises(ValueError, match="equal"):
        st.one_way_anova([[1, 1], [1, 1]])
    assert st.one_way_anova([[1, 1], [2, 2]]).f == math.inf


def test_scores_and_their_grades() -> None:
    assert st.z_score(12, 10, 1).performance is st.Performance.SATISFACTORY
    assert st.z_score(Decimal("12.1"), 10, 1).performance is st.Performance.QUESTIONABLE
    assert st.z_score(7, 10, 1).performance is st.Performance.UNSATISFACTORY
    with pytest.raises(ValueError, match="positive"):
        st.z_score(1, 1, 0)


def test_en_at_its_limit_and_inside_the_reference() -> None:
    exactly_one = st.en_score(Decimal("1.5"), Decimal("0.3"), 1, Decimal("0.4"))
    assert (exactly_one.value, exactly_one.satisfactory) == (1.0, True)
    own_share = st.en_score(Decimal("1.3"), Decimal("0.5"), 1, Decimal("0.3"), independent=False)
    assert own_share.value == pytest.approx(0.75)
    with pytest.raises(ValueError, match="no positive uncertainty"):
        st.en_score(1, Decimal("0.3"), 1, Decimal("0.4"), independent=False)


def test_algorithm_a_resists_one_wild_result() -> None:
    calm = [10.0, 10.1, 9.9, 10.05, 9.95, 10.02, 9.98]
    assert st.algorithm_a([*calm, 50.0]).mean == pytest.approx(10.0, abs=0.05)
    with pytest.raises(ValueError, match="coincide"):
        st.algorithm_a([1, 1, 1, 2])
    with pytest.raises(ValueError, match="at least 3"):
        st.algorithm_a([1, 2])
