"""Tests that look for cheating instruments, against published examples and against simulated ones."""

import numpy as np
import pytest
from scipy import stats as oracle

from metrology import detection

SLEEP = (
    ["0.7", "-1.6", "-0.2", "-1.2", "-0.1", "3.4", "3.7", "0.8", "0.0", "2.0"],
    ["1.9", "0.8", "1.1", "0.1", "-0.1", "4.4", "5.5", "1.6", "4.6", "3.4"],
)
"""Student, The probable error of a mean, Biometrika 6 (1908) 20: additional hours of sleep with two drugs."""
CUSUM_EXAMPLE = (
    "324.925 324.675 324.725 324.350 325.350 325.225 324.125 324.525 325.225 324.600 324.625 325.150 328.325 327.250"
    " 327.825 328.500 326.675 327.775 326.875 328.350"
)
"""NIST/SEMATECH e-Handbook of statistical methods, 6.3.2.3: target 325, h = 4.1959, k = 0.3175."""
NILE = (
    "1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100 1210 1150 1250"
    " 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824 702 1120 1100 832 764 821"
    " 768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860"
    " 874 848 890 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740"
)
"""Discharge of the Nile at Aswan, 1871 to 1970 (Cobb, The problem of the Nile, Biometrika 65 (1978) 243)."""


def test_two_states_are_compared_by_welch_and_by_a_guard() -> None:
    found = detection.mode_difference(*SLEEP, guard="0.1")
    assert (found.difference, found.p_value) == pytest.approx((-1.58, 0.07939), abs=5e-6)  # R manual, ?t.test
    assert not found.flagged
    low, high = ["0.01", "0.02", "0.00", "0.01"], ["0.31", "0.29", "0.30", "0.32"]
    assert detection.mode_difference(low, high, guard="0.1").flagged
    assert not detection.mode_difference(low, high, guard="0.3").flagged
    assert detection.mode_difference(["5.00"] * 4, ["5.02"] * 4, guard="0.01", step="0.01").flagged
    with pytest.raises(ValueError, match="scatter"):
        detection.mode_difference(["5.00"] * 4, ["5.02"] * 4, guard="0.01")
    with pytest.raises(ValueError, match="guard"):
        detection.mode_difference(*SLEEP, guard=-1)


def test_power_of_a_comparison_is_the_rate_that_simulated_instruments_give() -> None:
    rng, trials, n, guard = np.random.default_rng(1), 20_000, 3, 0.1
    for difference in (0.2, 0.5):
        a, b = rng.normal(0, 0.03, (trials, n)), rng.normal(difference, 0.03, (trials, n))
        p = oracle.ttest_ind(a, b, axis=1, equal_var=False).pvalue
        rate = float(np.mean((p < 0.001) & (abs(a.mean(1) - b.mean(1)) > guard)))
        assert detection.mode_difference_power(difference, 0.03, n, guard) == pytest.approx(rate, abs=0.012)
    assert detection.mode_difference_power(0, 0.03, 6, guard) < 1e-6
    assert detection.mode_difference_power(0.2, 0.03, 6, guard) > 0.999
    assert detection.mode_difference_power(0, 1, 6, 0) == pytest.approx(0.001, rel=0.35)  # Welch is approximate
    needed = detection.pairs_needed(0.2, 0.03, guard)
    assert detection.mode_difference_power(0.2, 0.03, needed, guard) >= 0.99
    assert detection.mode_difference_power(0.2, 0.03, needed - 1, guard) < 0.99
    with pytest.raises(ValueError, match="guard"):
        detection.pairs_needed(0.1, 0.03, guard)


def test_runs_far_from_the_median_are_found() -> None:
    honest = ["0.02", "-0.03", "0.00", "0.05", "-0.01"]
    assert detection.far_from_median(honest, 0.03).positions == ()
    found = detection.far_from_median([*honest, "-0.50", "0.01"], 0.03)
    assert found.positions == (5,)
    assert found.chance < 1e-20
    with pytest.raises(ValueError, match="standard deviation"):
        detection.far_from_median(honest, 0)


def test_the_number_of_runs_that_finds_a_fraction() -> None:
    # the well-known 59: no failure in 59 states a fraction below 5 % with a confidence of 95 % (Wilks 1941)
    assert (detection.runs_needed(0.05), detection.runs_needed(0.1)) == (59, 29)
    assert detection.runs_needed(0.01, 0.99) == 459
    assert detection.intermittent_power(15, 0.1, 1, 0.03) == pytest.approx(1 - 0.9**15)
    assert detection.intermittent_power(30, 0.1, 0.12, 0.03) < 0.6  # a shortfall of 4 s is mostly missed
    rng, n = np.random.default_rng(2), 30
    short = rng.random((4000, n)) < 0.1
    runs = rng.normal(0, 0.03, (4000, n)) - 0.15 * short
    far = abs(runs - np.median(runs, axis=1, keepdims=True)) > 5 * 0.03
    rate = float(np.mean((far & short).any(axis=1)))
    assert detection.intermittent_power(n, 0.1, 0.15, 0.03) == pytest.approx(rate, abs=0.03)


def test_cumulative_sums_of_the_handbook() -> None:
    found = detection.cusum(CUSUM_EXAMPLE.split(), 325, 1, slack=0.3175, limit=4.1959)
    printed = [3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04]
    assert list(found.high[12:]) == pytest.approx(printed, abs=0.011)
    assert (found.alarm, found.began) == (13, 12)
    assert detection.cusum(CUSUM_EXAMPLE.split()[:12], 325, 1, slack=0.3175, limit=4.1959).alarm is None
    falling = detection.cusum([-float(v) for v in CUSUM_EXAMPLE.split()], -325, 1, slack=0.3175, limit=4.1959)
    assert (falling.low, falling.alarm) == (found.high, 13)


@pytest.mark.parametrize(
    ("limit", "lengths"),
    [(4, (168, 74.2, 26.6, 8.38, 3.34, 2.19)), (5, (465, 139, 38.0, 10.4, 4.01, 2.57))],
)
def test_run_lengths_of_cumulative_sums(limit: float, lengths: tuple[float, ...]) -> None:
    """Montgomery, Introduction to statistical quality control, run lengths for k = 1/2."""
    shifts = (0, 0.25, 0.5, 1, 2, 3)
    found = [detection.cusum_run_length(shift, limit=limit) for shift in shifts]
    assert found == pytest.approx(lengths, rel=0.005)


def test_the_limit_of_cumulative_sums_keeps_its_false_alarms() -> None:
    limit = detection.limit_for(60, 0.01)
    values = np.random.default_rng(3).normal(0, 1, (200, 60))
    alarms = sum(detection.cusum(list(map(float, row)), 0, 1, limit=limit).alarm is not None for row in values)
    assert alarms <= 8
    assert detection.alarm_probability(60, 0, limit=limit) <= 0.01
    assert detection.alarm_probability(60, 1, limit=limit) > 0.99


def test_the_change_of_the_nile() -> None:
    found = detection.change_point(NILE.split())
    assert (found.at, found.statistic) == (28, 1617)  # 1898, as Cobb; U and p as R's package trend gives them
    assert found.p_value == pytest.approx(3.591e-7, rel=1e-3)
    assert found.before > found.after
    assert detection.change_point(["1"] * 8).p_value == 1
    with pytest.raises(ValueError, match="at least 8"):
        detection.change_point(NILE.split()[:7])


def test_the_nozzles_of_a_station() -> None:
    # Arbuthnott 1710: more boys than girls in 82 years of 82
    assert detection.sign_test([-1] * 82).p_value == pytest.approx(0.5**82)
    assert detection.sign_test([-1] * 10).flagged
    assert not detection.sign_test([-1] * 17 + [1] * 3).flagged
    assert detection.sign_test([-1] * 18 + [1] * 2).flagged
    assert detection.sign_test([1] * 20).p_value == 1
    assert detection.sign_test([0, 0]).p_value == 1
    for n, share in ((10, 0.99), (20, 0.9), (9, 1.0)):
        needed = next((k for k in range(n + 1) if oracle.binom.sf(k - 1, n, 0.5) < 0.001), n + 1)
        assert detection.sign_test_power(n, share) == pytest.approx(oracle.binom.sf(needed - 1, n, share))


def test_a_power_is_never_above_one() -> None:
    assert detection.mode_difference_power(1.0, 0.076, 6, 0.5) == 1.0
    assert detection.mode_difference_power(2.0, 0.104, 6, 1.0) == 1.0
