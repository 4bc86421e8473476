"""A recording that can be evaluated: finite values at ascending times, without gaps, not clipped.

Every reason why one cannot be used has a code and both languages, so that a person knows what to record again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

FEWEST: Final = 8
"""Points of the shortest recording that is looked at."""
LONGEST_INTERVAL: Final = 3.0
"""An interval longer than so many usual (median) ones is a gap."""
STANDS_STILL: Final = 3
"""So many equal values in turn at an end of the range look like a saturated channel …"""
ABRUPT: Final = 0.02
"""… where the value came there, and left, by more than this part of the whole span within two points."""
RESOLUTIONS: Final = 10.0
"""And by more than so many resolutions: a slow wave rests at its peak for a few points too."""
ROBUST: Final = 0.6744897501960817 * math.sqrt(6.0)
"""Median of the absolute second differences of white noise of σ = 1: Φ⁻¹(3/4)·√6."""


class UnusableRecording(ValueError):
    """A recording shows nothing that could be stated.

    Args:
        code: Stable name of the reason.
        zh, en: The reason, and what to do.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.text = code, Text(zh, en)


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording.

    Attributes:
        times: Seconds, ascending.
        values: What was recorded at each.
        step: Resolution of the values; 0 where it is not known.
        time_step: To what the time stamps are known; the same for all of them, so that no mean makes it smaller.
    """

    times: tuple[float, ...]
    values: tuple[float, ...]
    step: float = 0.0
    time_step: float = 0.0

    @classmethod
    def of(
        cls,
        points: Sequence[tuple[Decimal, Decimal]],
        *,
        step: Decimal | None = None,
        lower: Decimal | None = None,
        upper: Decimal | None = None,
        time_step: Decimal | None = None,
    ) -> Recording:
        """A recording from its points.

        Args:
            points: Time in s and value.
            step: Resolution of the values.
            lower: Lower end of the range of the channel, where it is known.
            upper: Its upper end.
            time_step: To what the time stamps are known.

        Raises:
            UnusableRecording: Too few points, a value that is no number, times that repeat or go back, a gap, a
                saturated channel.
        """
        if len(points) < FEWEST:
            found = len(points)
            raise UnusableRecording(
                "few", f"只有 {found} 个点，至少需要 {FEWEST} 个", f"{found} points; at least {FEWEST} are needed"
            )
        _finite(points)
        _ascending(points)
        _without_gaps(points)
        _within(points, lower, upper)
        times, values = tuple(float(t) for t, _ in points), tuple(float(y) for _, y in points)
        digit = 10.0 ** min(int(y.as_tuple().exponent) for _, y in points)
        _not_clipped(times, values, max(float(step or 0), digit))
        return cls(times, values, float(step or 0), float(time_step or 0))

    @property
    def interval(self) -> float:
        """The usual interval in s."""
        return median(b - a for a, b in pairwise(self.times))

    @property
    def length(self) -> float:
        """Seconds from the first point to the last."""
        return self.times[-1] - self.times[0]

    @property
    def noise(self) -> float:
        """Standard deviation of the noise, at least that of the resolution; a slow change does not enter."""
        bends = [abs(a - 2 * b + c) for a, b, c in zip(self.values, self.values[1:], self.values[2:], strict=False)]
        return max(median(bends) / ROBUST, self.step / math.sqrt(12.0))

    def moved(self, seconds: float) -> Recording:
        """The same on a clock that is `seconds` ahead of the present one."""
        return Recording(tuple(t + seconds for t in self.times), self.values, self.step, self.time_step)


def _finite(points: Sequence[tuple[Decimal, Decimal]]) -> None:
    for n, (t, y) in enumerate(points, 1):
        if not (t.is_finite() and y.is_finite()):
            raise UnusableRecording(
                "number", f"第 {n} 点不是有限数：{t}, {y}", f"point {n} is no finite number: {t}, {y}"
            )


def _ascending(points: Sequence[tuple[Decimal, Decimal]]) -> None:
    for n, ((a, _), (b, _)) in enumerate(pairwise(points), 2):
        if a == b:
            raise UnusableRecording(
                "repeated", f"第 {n} 点的时间 {b} s 重复", f"the time stamp {b} s of point {n} is repeated"
            )
        if b < a:
            raise UnusableRecording(
                "backwards", f"第 {n} 点的时间 {b} s 早于前一点", f"point {n} at {b} s is earlier than the one before"
            )


def _without_gaps(points: Sequence[tuple[Decimal, Decimal]]) -> None:
    intervals = [b - a for (a, _), (b, _) in pairwise(points)]
    usual = median(intervals)
    longest = max(intervals)
    if float(longest) > LONGEST_INTERVAL * float(usual):
        at = points[intervals.index(longest)][0]
        zh = f"{at} s 之后缺 {longest} s 的数据（通常间隔 {usual} s），请重新记录"
        raise UnusableRecording(
            "gap", zh, f"a gap of {longest} s after {at} s, where points usually are {usual} s apart; record again"
        )


def _within(points: Sequence[tuple[Decimal, Decimal]], lower: Decimal | None, upper: Decimal | None) -> None:
    for n, (t, y) in enumerate(points, 1):
        if (upper is not None and y >= upper) or (lower is not None and y <= lower):
            raise UnusableRecording(
                "saturated",
                f"第 {n} 点（{t} s）的值 {y} 达到通道量程的端点，通道饱和",
                f"point {n} at {t} s, {y}, is at the end of the range of the channel: it is saturated",
            )


def _not_clipped(times: Sequence[float], values: Sequence[float], step: float) -> None:
    """A channel without a stated range that stands still at an extreme it came to by a jump, and leaves by one."""
    low, high = min(values), max(values)
    if high == low:
        return
    jump = max(ABRUPT * (high - low), RESOLUTIONS * step)
    n = 0
    for value, run in groupby(values):
        length = len(list(run))
        begin, end = n, n + length
        n = end
        if length < STANDS_STILL or value not in (low, high) or begin < 2 or end + 1 >= len(values):
            continue
        if abs(values[begin - 2] - value) > jump and abs(values[end + 1] - value) > jump:
            raise UnusableRecording(
                "clipped",
                f"自 {times[begin]:g} s 起连续 {length} 个相同的极值 {value:g}，通道饱和或削波",
                f"{length} equal extreme values {value:g} in turn from {times[begin]:g} s on: the channel is saturated",
            )
