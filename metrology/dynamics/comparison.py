"""Comparison beside a running process: what both instruments showed over a window, aligned in time.

E = (x_DUT − x_ref)/x_ref over the window. Its uncertainty takes the scatter of the pairs, their resolution, and what
the process drifted while nobody knows which of its values belong together: at a drift rate r an alignment that is known
to u(δ) makes r·u(δ).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.dynamics.estimate import Estimate, to_place_of
from metrology.dynamics.recording import UnusableRecording
from metrology.dynamics.residuals import inflation, lag_one

if TYPE_CHECKING:
    from decimal import Decimal

    from metrology.dynamics.recording import Recording

FEWEST: Final = 8
"""Points of the instrument under test in a window."""


@dataclass(frozen=True)
class Comparison:
    """A window.

    Attributes:
        error: E, relative.
        reference, shown: Means of the reference and of the instrument under test over the window.
        drift: What the process changed over the window by its trend, relative to its mean.
        stability: Standard deviation of the reference about its trend, relative.
        scatter: Standard uncertainty of E from the scatter of the pairs.
        from_drift: Standard uncertainty of E from the drift and the doubt of the alignment.
        n: Pairs.
    """

    error: Estimate
    reference: Decimal
    shown: Decimal
    drift: float
    stability: float
    scatter: float
    from_drift: float
    n: int


def compare_in_line(
    reference: Recording, under_test: Recording, begin: float, end: float, *, u_alignment: float = 0.0
) -> Comparison:
    """Compare two recordings on one clock over a window.

    Args:
        reference: Recording of the reference.
        under_test: Recording of the instrument under test, on the clock of the reference; see `Recording.moved`.
        begin: Beginning of the window in s.
        end: Its end.
        u_alignment: Standard uncertainty of the alignment in s, transport time included.

    Raises:
        UnusableRecording: The window is not covered by both, or the reference is zero.
    """
    import numpy as np

    if not (reference.times[0] <= begin < end <= reference.times[-1]):
        raise UnusableRecording(
            "window",
            f"标准器的记录不覆盖读数窗口 {begin:g} s ～ {end:g} s",
            f"the recording of the reference does not cover the window from {begin:g} s to {end:g} s",
        )
    t = np.array([x for x in under_test.times if begin <= x <= end])
    y = np.array([v for x, v in zip(under_test.times, under_test.values, strict=True) if begin <= x <= end])
    if len(t) < FEWEST:
        raise UnusableRecording(
            "window",
            f"读数窗口内只有 {len(t)} 个点，至少需要 {FEWEST} 个",
            f"{len(t)} points in the window, at least {FEWEST} are needed",
        )
    x = np.interp(t, reference.times, reference.values)
    mean = float(x.mean())
    if mean == 0:
        raise UnusableRecording("zero", "标准器示值为零", "the reference shows zero: no relative error")
    errors = (y - x) / mean
    line = np.polyfit(t - t.mean(), x, 1)
    about = x - np.polyval(line, t - t.mean())
    rate = float(line[0])
    scatter = float(errors.std(ddof=1)) / math.sqrt(len(t)) * math.sqrt(inflation(lag_one(errors - errors.mean())))
    resolution = math.hypot(reference.step, under_test.step) / math.sqrt(12.0) / abs(mean)
    from_drift = abs(rate) * u_alignment / abs(mean)
    u = math.sqrt(scatter**2 + resolution**2 / len(t) + from_drift**2)
    u_mean = 10 * u * abs(mean)  # a hundredth of it is shown
    return Comparison(
        Estimate.of(float(errors.mean()), u), to_place_of(mean, u_mean), to_place_of(float(y.mean()), u_mean),
        rate * (end - begin) / mean, float(about.std(ddof=2)) / abs(mean), scatter, from_drift, len(t),
    )  # fmt: skip
