"""Recalibration intervals: each method, its edges and its refusals."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import standards as sd


def test_staircase_includes_equality() -> None:
    figures = {"share": "0.8", "extend": "1.25", "shorten": "0.5"}
    assert sd.staircase(12, "-0.8", 1, **figures) == 15
    assert sd.staircase(12, "0.8000001", 1, **figures) == 6
    with pytest.raises(ValueError, match="staircase needs"):
        sd.staircase(12, "0.1", 1, share="0.8", extend="0.9", shorten="0.5")


def test_drift_towards_a_limit() -> None:
    assert sd.interval_from_drift("0.2", "0.1", "1.0") == 8
    assert sd.interval_from_drift("0.2", "-0.1", "1.0") == 12
    assert sd.interval_from_drift("1.0", "-0.1", "1.0") == 0
    assert sd.interval_from_drift("0.2", 0, "1.0") == Decimal("Infinity")
    with pytest.raises(ValueError, match="positive"):
        sd.interval_from_drift("0.2", "0.1", 0)


def test_time_of_use_and_check_in_service() -> None:
    assert sd.remaining_use(1000, "400.5") == Decimal("599.5")
    assert sd.remaining_use(1000, 1200) == 0
    assert not sd.check_calls_for_recalibration("-0.5", "0.5")
    assert sd.check_calls_for_recalibration("0.51", "0.5")
    with pytest.raises(ValueError, match="negative"):
        sd.remaining_use(-1, 0)


def test_exponential_reliability() -> None:
    assert sd.interval_from_reliability(12, 0.9, 0.9) == pytest.approx(12)
    assert sd.interval_from_reliability(12, 0.81, 0.9) == pytest.approx(6)
    with pytest.raises(ValueError, match="between 0 and 1"):
        sd.interval_from_reliability(12, 1.0, 0.9)


@given(some.integers(1, 60), some.data())
@settings(max_examples=80)
def test_a3_moves_towards_the_target_and_stays_within_its_step(n: int, data: some.DataObject) -> None:
    k = data.draw(some.integers(0, n))
    target = data.draw(some.sampled_from([0.8, 0.9, 0.95]))
    found = sd.interval_a3(k, n, 365.0, target)
    assert 365 / 2 <= found.interval <= 730
    assert 0 <= found.rejection <= 1
    assert (found.interval - 365) * (found.observed - target) >= 0
    low, high = found.reliability_range
    assert low <= found.observed <= high


def test_a3_extends_an_interval_that_never_fails() -> None:
    found = sd.interval_a3(30, 30, 365.0, 0.85)
    assert found.interval == 730
    assert found.rejection > 0.99


def test_a3_leaves_an_interval_that_agrees_with_the_target() -> None:
    found = sd.interval_a3(18, 20, 365.0, 0.9)
    assert found.interval == 365
    with pytest.raises(ValueError, match="A3 needs"):
        sd.interval_a3(18, 20, 0, 0.9)
    with pytest.raises(ValueError, match="no proportion"):
        sd.interval_a3(21, 20, 365.0, 0.9)


def test_steady_drift_without_scatter() -> None:
    drift = sd.fit_drift([100, 200, 300], [0.1, 0.2, 0.3])
    assert drift.coefficients == pytest.approx((0.001,))
    assert sd.interval_to_limits(drift, 0.0, 0.0, upper=0.5) == pytest.approx(500, rel=1e-6)
    assert sd.interval_to_limits(drift, 0.0, 0.0, lower=-0.5, upper=0.5) == pytest.approx(500, rel=1e-6)


def test_intervals_that_are_over_or_have_no_end() -> None:
    still = sd.fit_drift([100, 200, 300], [0.0, 0.0, 0.0])
    assert sd.interval_to_limits(still, 0.0, 0.1, upper=1.0) == float("inf")
    assert sd.interval_to_limits(still, 0.9, 0.1, upper=1.0) == 0
    assert sd.interval_to_uncertainty(still, 0.6, 0.5) == 0
    with pytest.raises(ValueError, match="at least one limit"):
        sd.interval_to_limits(still, 0.0, 0.1)


@pytest.mark.parametrize(
    ("times", "values", "order"), [([1, 2], [1], 1), ([1, 2], [1, 2], 2), ([5, 5, 5], [1, 2, 3], 2)]
)
def test_drifts_that_cannot_be_fitted(times: list[float], values: list[float], order: int) -> None:
    with pytest.raises(ValueError, match=r"nothing to fit|do not determine"):
        sd.fit_drift(times, values, order)
