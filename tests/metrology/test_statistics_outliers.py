"""Outlier tests: published critical values, edges."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import statistics as st


@pytest.mark.parametrize(
    ("n", "one_sided"),
    [(3, 0.941), (4, 0.765), (5, 0.642), (7, 0.507), (8, 0.554), (10, 0.477), (12, 0.546), (14, 0.546), (20, 0.450)],
)
def test_dixon_critical_values_of_one_side(n: int, one_sided: float) -> None:
    assert st.dixon_critical_value(n) == pytest.approx(one_sided, abs=0.002)


@pytest.mark.parametrize(
    ("n", "two_sided"), [(3, 0.970), (5, 0.710), (8, 0.608), (9, 0.564), (10, 0.530), (12, 0.591), (20, 0.489)]
)
def test_dixon_critical_values_of_either_side(n: int, two_sided: float) -> None:
    """The larger of both ends exceeds them in 5 % of normal samples (0.530 is the printed value for n = 10)."""
    assert st.dixon_critical_value(n, two_sided=True) == pytest.approx(two_sided, abs=0.0015)


@pytest.mark.parametrize(
    ("n", "ratio"), [(3, "r10"), (7, "r10"), (8, "r11"), (10, "r11"), (11, "r21"), (13, "r21"), (14, "r22")]
)
def test_the_sample_size_chooses_the_ratio(n: int, ratio: str) -> None:
    assert st.dixon_ratios(list(range(n)))[0] == ratio


def test_dixon_names_the_more_extreme_end() -> None:
    low = st.dixon([10, 10, 10, 11, 11, 11, 12, 3])
    assert (low.value, low.index, low.is_outlier) == (3, 7, True)
    high = st.dixon([10, 10, 10, 11, 11, 11, 12, 12])
    assert not high.is_outlier


def test_dixon_limits() -> None:
    with pytest.raises(ValueError, match="3 to 30"):
        st.dixon([1, 2])
    with pytest.raises(ValueError, match="significance"):
        st.dixon_critical_value(5, 0.3)
    assert st.dixon_ratios([1, 1, 1]) == ("r10", 0.0, 0.0)


@given(some.lists(some.decimals(-10, 10, places=3), min_size=3, max_size=15))
@settings(max_examples=60)
def test_no_residual_exceeds_what_the_sample_size_allows(values: list[Decimal]) -> None:
    found = st.grubbs(values)
    assert found.statistic <= (found.n - 1) / found.n**0.5 + 1e-12


def test_two_sided_critical_value_is_the_larger() -> None:
    assert st.grubbs_critical_value(8, two_sided=True) > st.grubbs_critical_value(8)
    assert st.grubbs_critical_value(8, 0.01) > st.grubbs_critical_value(8, 0.05)


def test_equal_readings_hold_no_outlier() -> None:
    assert not st.grubbs([5, 5, 5, 5]).is_outlier


@pytest.mark.parametrize(("groups", "n", "critical"), [(2, 2, 0.998), (5, 3, 0.684), (10, 2, 0.602), (15, 3, 0.335)])
def test_cochran_critical_values(groups: int, n: int, critical: float) -> None:
    # ISO 5725-2 prints these at 5 %: p = 5, n = 3: 0.684; p = 10, n = 2: 0.602; p = 15, n = 3: 0.335.
    found = st.cochran([1] * groups, n)
    assert found.critical_value == pytest.approx(critical, abs=0.001)
    assert not found.is_outlier


def test_cochran_finds_the_unsteady_laboratory() -> None:
    found = st.cochran([Decimal("0.1"), Decimal("0.12"), Decimal("0.9"), Decimal("0.11"), Decimal("0.1")], 3)
    assert (found.index, found.is_outlier) == (2, True)
    with pytest.raises(ValueError, match="zero"):
        st.cochran([0, 0], 3)
