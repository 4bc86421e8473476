"""When a drift reaches a limit: against a calculation of its own kind, laws, and coverage over seeds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from metrology.statistics.crossing import FEWEST, TooFew, crossing
from tests.evidence.prediction import coverage

TIMES = [0.0, 182.0, 365.0, 550.0, 730.0, 915.0]
ERRORS = [0.12, 0.55, 0.71, 1.22, 1.39, 1.88]


def band(t: float, level: float, single: float) -> tuple[float, float]:
    """The line and half its band at a time, by the covariance matrix of the parameters (numpy, scipy)."""
    x = np.vander(np.array(TIMES), 2, increasing=True)
    found, residual, _, _ = np.linalg.lstsq(x, np.array(ERRORS), rcond=None)
    nu = len(TIMES) - 2
    variance = residual[0] / nu
    own = np.array([1.0, t])
    u2 = own @ (variance * np.linalg.inv(x.T @ x)) @ own + single * variance
    return float(own @ found), float(stats.t.ppf((1 + level) / 2, nu) * math.sqrt(u2))


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_the_interval_is_where_the_band_of_the_line_meets_the_limit(level: float) -> None:
    c = crossing(TIMES, ERRORS, -5.0, 5.0, level=level)
    assert c.standing == "crosses"
    assert c.first is not None
    assert c.last is not None
    assert c.time is not None
    early = optimize.brentq(lambda t: sum(band(t, level, 0)) - 5.0, 500, 5000)
    late = optimize.brentq(lambda t: band(t, level, 0)[0] - band(t, level, 0)[1] - 5.0, 500, 50000)
    assert (c.first, c.last) == (pytest.approx(early), pytest.approx(late))
    assert c.time == pytest.approx(optimize.brentq(lambda t: band(t, level, 0)[0] - 5.0, 500, 9000))
    single = optimize.brentq(lambda t: sum(band(t, level, 1)) - 5.0, 500, 5000)
    assert c.not_before == pytest.approx(single)
    assert c.half_width(1500.0) == pytest.approx(band(1500.0, level, 1)[1])
    assert c.first < c.time < c.last


def test_a_slope_that_cannot_be_told_from_none_predicts_no_date_and_says_until_when() -> None:
    c = crossing(TIMES, [0.1, -0.1, 0.05, 0.0, -0.05, 0.1], -1.0, 1.0)
    assert (c.standing, c.time, c.first, c.last, c.limit) == ("no-slope", None, None, None, None)
    assert math.isfinite(c.not_before)
    assert c.not_before > TIMES[-1]
    # The test is Student's: the p value of the slope is above 1 %.
    assert stats.linregress(TIMES, [0.1, -0.1, 0.05, 0.0, -0.05, 0.1]).pvalue > 0.01


@pytest.mark.parametrize("level", [0.9, 0.99, 0.999])
def test_the_slope_is_told_from_none_where_student_says_so(level: float) -> None:
    errors = [0.0, 0.3, 0.1, 0.5, 0.3, 0.6]
    told = crossing(TIMES, errors, None, 5.0, level=level).standing == "crosses"
    assert told is bool(stats.linregress(TIMES, errors).pvalue < 1 - level)


def test_too_few_points_or_times_are_refused() -> None:
    with pytest.raises(TooFew) as few:
        crossing(TIMES[: FEWEST - 1], ERRORS[: FEWEST - 1], None, 5.0)
    assert few.value.points == FEWEST - 1
    with pytest.raises(TooFew, match="2 times"):
        crossing([0, 0, 0, 1, 1, 1], ERRORS, None, 5.0)


def test_a_drift_to_the_side_without_a_limit_reaches_none() -> None:
    c = crossing(TIMES, ERRORS, -5.0, None)
    assert (c.standing, c.time) == ("away", None)
    assert c.not_before == math.inf


def test_errors_without_scatter_have_that_of_their_last_place() -> None:
    c = crossing([0, 1, 2, 3, 4], ["0.1", "0.2", "0.3", "0.4", "0.5"], None, 1.0, resolution=0.1)
    assert c.scatter == pytest.approx(0.1 / math.sqrt(12))
    assert c.time == pytest.approx(9)
    assert c.first is not None
    assert c.first < 8.5


def test_a_curved_history_is_noticed() -> None:
    times = [float(n) for n in range(10)]
    curved = crossing(times, [0.02 * t * t + 0.01 * (-1) ** int(t) for t in times], None, 50.0)
    straight = crossing(times, [0.2 * t + 0.01 * (-1) ** int(t * 1.7) for t in times], None, 50.0)
    assert curved.curvature is not None
    assert curved.curvature > 1
    assert straight.curvature is not None
    assert straight.curvature < 1


@given(
    st.lists(st.floats(-1, 1), min_size=6, max_size=12), st.floats(-0.1, 0.1), st.sampled_from((0.9, 0.99)),
    st.floats(1, 1e4),
)  # fmt: skip
def test_laws(noise: list[float], slope: float, level: float, unit: float) -> None:
    times = [float(n) for n in range(len(noise))]
    errors = [slope * t + 0.1 * e for t, e in zip(times, noise, strict=True)]
    c = crossing(times, errors, -10.0, 10.0, level=level, resolution=0.01)
    wide = crossing(times, errors, -10.0, 10.0, level=0.999, resolution=0.01)
    assert wide.not_before <= c.not_before * (1 + 1e-9)
    if c.standing == "crosses" and c.first is not None and c.last is not None and c.time is not None:
        assert c.first <= c.time <= c.last
        # A further finding scatters, the line does not: it may be beyond the limit earlier.
        assert c.not_before <= max(c.first, times[-1]) + 1e-6
    turned = crossing([unit * t for t in times], [-e for e in errors], -10.0, 10.0, level=level, resolution=0.01)
    assert turned.standing == c.standing
    if math.isfinite(c.not_before):
        assert turned.not_before == pytest.approx(unit * c.not_before, rel=1e-6)


def test_the_interval_covers_the_true_crossing() -> None:
    found = coverage(40)
    assert found.predicted >= 30
    assert found.covered >= 0.95 * found.predicted
