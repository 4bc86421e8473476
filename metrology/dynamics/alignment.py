"""What the clock of one instrument is ahead of that of another, found in what both recorded of the same signal.

Cross-correlation finds the lag to a sampling interval; least squares on the interpolated signal find it far below.
other(t) = g·reference(t − δ) + o: δ is the skew, what the clock of the other shows more at the same instant. It is
found and stated; nothing is moved here. Whether a recording is moved is a step of its own (`Recording.moved`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from metrology.dynamics.estimate import Estimate
from metrology.dynamics.recording import UnusableRecording

if TYPE_CHECKING:
    from metrology.dynamics.recording import Recording
    from metrology.dynamics.step_models import Floats

LEAST_CORRELATION: Final = 0.9
"""Two recordings of one signal correlate at least so well when they are brought together."""
AMBIGUOUS: Final = 0.95
"""Another lag whose correlation is at least this part of the best one: the signal repeats."""
LEAST_OVERLAP: Final = 0.4
"""Part of the shorter recording that lies within the other at every lag that is looked at."""
MOST: Final = 1_000_000
"""Points of the grid on which both are correlated."""
FEWEST: Final = 8
"""Points of the other recording that lie within the reference."""
ROUNDS: Final = 60


@dataclass(frozen=True)
class Skew:
    """A skew.

    Attributes:
        seconds: δ, what the clock of the other is ahead, with its standard uncertainty.
        correlation: Of both recordings when brought together.
        apart: What δ changed by from the first half of the recording to the second, with its standard uncertainty;
            None where one half shows nothing.
    """

    seconds: Estimate
    correlation: float
    apart: Estimate | None

    @property
    def runs_apart(self) -> bool:
        """Whether the clocks run at different rates: δ changed by more than three standard uncertainties."""
        return self.apart is not None and abs(self.apart.value) > 3 * self.apart.standard_uncertainty


def skew_between(reference: Recording, other: Recording) -> Skew:
    """The skew of the clock of one recording against that of a reference.

    Raises:
        UnusableRecording: They do not show the same signal, the signal repeats or does not change, or they do not
            overlap.
    """
    import numpy as np

    if np.ptp(reference.values) == 0 or np.ptp(other.values) == 0:
        raise _flat()
    coarse = _coarse(reference, other)
    spline = _spline(reference)
    whole = _refined(reference, other, spline, coarse)
    if whole.correlation < LEAST_CORRELATION:
        raise UnusableRecording(
            "unrelated",
            f"两个通道记录的不是同一信号（相关系数 {whole.correlation:.3f}）",
            f"both channels do not show the same signal (correlation {whole.correlation:.3f})",
        )
    return Skew(Estimate.of(whole.delta, whole.u), whole.correlation, _apart(reference, other, spline, whole.delta))


def _flat() -> UnusableRecording:
    en = "the signal does not change: nothing shows the skew of the clocks"
    return UnusableRecording("flat", "对时信号没有变化，无法确定时差", en)


@dataclass(frozen=True)
class _Found:
    delta: float
    u: float
    correlation: float


def _coarse(reference: Recording, other: Recording) -> float:
    """The lag of the best correlation on a common grid."""
    import numpy as np
    from scipy.signal import correlate, correlation_lags

    dt = min(reference.interval, other.interval)
    if max(reference.length, other.length) > MOST * dt:
        raise UnusableRecording(
            "rates",
            f"记录过长或采样间隔相差过大：按 {dt:g} s 需要多于 {MOST} 个点",
            f"too long, or sampled at rates too different: more than {MOST} points at {dt:g} s",
        )
    one, two = _on_grid(reference, dt), _on_grid(other, dt)
    found = np.asarray(correlate(two, one, mode="full", method="fft"))
    lags = np.asarray(correlation_lags(len(two), len(one), mode="full"))
    overlap = np.asarray(correlate(np.ones_like(two), np.ones_like(one), mode="full", method="fft"))
    wide = overlap >= LEAST_OVERLAP * min(len(one), len(two))
    found, lags = found[wide] / overlap[wide], lags[wide]
    best = int(np.argmax(found))
    _refuse_ambiguous(found, best)
    return float(lags[best]) * dt + other.times[0] - reference.times[0]


def _on_grid(recording: Recording, dt: float) -> Floats:
    import numpy as np

    count = math.floor(recording.length / dt) + 1
    values = np.interp(recording.times[0] + dt * np.arange(count), recording.times, recording.values)
    return np.asarray((values - values.mean()) / values.std())


def _refuse_ambiguous(found: Floats, best: int) -> None:
    """A second peak beyond the main lobe, as high as the first: a periodic signal."""
    import numpy as np

    edges = []
    for way in (-1, 1):
        n = best
        while 0 <= n < len(found) and found[n] > 0.5 * found[best]:
            n += way
        edges.append(n)
    beyond = np.concatenate([found[: max(edges[0], 0)], found[edges[1] :]])
    if len(beyond) and float(beyond.max()) >= AMBIGUOUS * float(found[best]):
        raise UnusableRecording(
            "ambiguous",
            "对时信号是周期性的，时差不唯一；请使用不重复的信号",
            "the signal repeats, so that the skew is ambiguous; use one that does not",
        )


def _spline(reference: Recording) -> Any:
    """The signal without its noise, whose slope would else count as slope of the signal."""
    import warnings

    from scipy.interpolate import UnivariateSpline

    n, noise = len(reference.times), reference.noise
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a spline that is not as smooth as asked still goes through the points
        return UnivariateSpline(reference.times, reference.values, k=3, s=n * noise * noise)


def _refined(reference: Recording, other: Recording, spline: Any, delta: float) -> _Found:
    """Gauss–Newton for δ, with gain and offset at each step."""
    import numpy as np

    slope = spline.derivative()
    t, y = np.array(other.times), np.array(other.values)
    gain, s, weight, correlation = 1.0, 0.0, 0.0, 0.0
    for _ in range(ROUNDS):
        at = t - delta
        inside = (at >= reference.times[0]) & (at <= reference.times[-1])
        if int(inside.sum()) < FEWEST:
            raise UnusableRecording("apart", "两个记录在时间上不重叠", "the recordings do not overlap in time")
        here, shown = at[inside], y[inside]
        basis = np.column_stack([spline(here), np.ones_like(here), -gain * slope(here)])
        solution, *_ = np.linalg.lstsq(basis, shown, rcond=None)
        rest = shown - basis[:, :2] @ solution[:2] - basis[:, 2] * solution[2]
        gain, step = float(solution[0]), float(solution[2])
        degrees = max(len(here) - 3, 1)
        s = max(math.sqrt(float(rest @ rest) / degrees), other.step / math.sqrt(12.0))
        s = math.hypot(s, gain * reference.noise)  # the smoothed reference hides its noise from the residuals
        weight = float(_own(basis))
        spread = float(np.sum((shown - shown.mean()) ** 2))
        correlation = math.sqrt(max(0.0, 1.0 - float(rest @ rest) / spread)) if spread else 0.0
        limit = 2.0 * max(reference.interval, other.interval)
        delta += max(-limit, min(limit, step))
        if abs(step) < 1e-9 * max(reference.interval, 1e-9):
            break
    if not weight > 0:
        raise _flat()
    stamps = math.hypot(reference.time_step, other.time_step) / math.sqrt(12.0)
    return _Found(delta, math.hypot(s / math.sqrt(weight), stamps), correlation)


def _own(basis: Floats) -> float:
    """Sum of squares of the last column that the others do not explain."""
    import numpy as np

    others, last = basis[:, :-1], basis[:, -1]
    solution, *_ = np.linalg.lstsq(others, last, rcond=None)
    left = last - others @ solution
    return float(left @ left)


def _apart(reference: Recording, other: Recording, spline: Any, delta: float) -> Estimate | None:
    """δ of the second half less δ of the first."""
    from metrology.dynamics.recording import Recording as Part

    middle = len(other.times) // 2
    found = []
    for a, b in ((0, middle), (middle, len(other.times))):
        part = Part(other.times[a:b], other.values[a:b], other.step, other.time_step)
        try:
            one = _refined(reference, part, spline, delta)
        except UnusableRecording:
            return None
        if one.correlation < LEAST_CORRELATION or abs(one.delta - delta) > 10 * other.interval:
            return None
        found.append(one)
    first, second = found
    return Estimate.of(second.delta - first.delta, math.hypot(first.u, second.u))
