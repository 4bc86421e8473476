"""Recalibration intervals: each method, its edges and its refusals."""

import pytest

from metrology import standards as sd


def test_staircase_includes_equality() -> None:
    figures = {"share": "0.8", "extend": "1.25", "shorten": "0.5"}
    assert sd.staircase(12, "-0.8", 1, **figures) == 15
    assert sd.staircase(12, "0.8000001", 1, **figures) == 6
    with pytest.raises(ValueError, match="staircase needs"):
        sd.staircase(12, "0.1", 1, share="0.8", extend="0.9", shorten="0.5")


def test_steady_drift_without_scatter() -> None:
    drift = sd.fit_drift([100, 200, 300], [0.1, 0.2, 0.3])
    assert drift.coefficients == pytest.approx((0.001,))
    assert sd.interval_to_limits(drift, 0.0, 0.0, upper=0.5) == pytest.approx(500, rel=1e-6)
    assert sd.interval_to_limits(drift, 0.0, 0.0, lower=-0.5, upper=0.5) == pytest.approx(500, rel=1e-6)


def test_intervals_that_are_over_or_have_no_end() -> None:
    still = sd.fit_drift([100, 200, 300], [0.0, 0.0, 0.0])
    assert sd.interval_to_limits(still, 0.0, 0.1, upper=1.0) == float("inf")
    assert sd.interval_to_limits(still, 0.9, 0.1, upper=1.0) == 0
    with pytest.raises(ValueError, match="at least one limit"):
        sd.interval_to_limits(still, 0.0, 0.1)


@pytest.mark.parametrize(
    ("times", "values", "order"), [([1, 2], [1], 1), ([1, 2], [1, 2], 2), ([5, 5, 5], [1, 2, 3], 2)]
)
def test_drifts_that_cannot_be_fitted(times: list[float], values: list[float], order: int) -> None:
    with pytest.raises(ValueError, match=r"nothing to fit|do not determine"):
        sd.fit_drift(times, values, order)
