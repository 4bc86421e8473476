"""Response times from recorded series: when a display has come to a part of its change, and how well that is known.

A response is over when the display has reached the goal and does not leave it again (OIML R 99-1:2008 2.23: the steady
value). The display is known at the recorded times only, so the time lies between the last point before and the first
point at the goal: it is taken in the middle, with a rectangular distribution over this interval. The resolution of the
display moves the goal and the crossing; both act through the slope of the display there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from metrology.exact import divide, mean, trimmed
from metrology.rounding import round_uncertainty

Points: TypeAlias = Sequence[tuple[Decimal, Decimal]]
STEADY_PART = Decimal("0.01")
"""A display is steady at the end where the means of the last two quarters differ by at most so much of the change."""


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """A response time.

    Attributes:
        seconds: From the first point on, in the unit of the places.
        expanded_uncertainty: U (k = 2), rounded up to two digits.
        steady: Whether the display had become steady at the end of the recording; else the time is a least value.
    """

    seconds: Decimal
    expanded_uncertainty: Decimal
    steady: bool = True


def response_time(points: Points, part: Decimal, *, step: Decimal) -> ResponseTime | None:
    """Time until a part of the whole change was reached; None where the display did not change.

    The value that it comes to is the mean of the last quarter of the recording.

    Args:
        points: Time and value, beginning with the change at the input.
        part: Of the change, such as 0.95.
        step: Resolution of the display.
    """
    start, (before, final) = points[0][1], _last_quarters(points)
    change = final - start
    if not change:
        return None
    goal = start + part * change
    of_goal = ((1 - part) ** 2 + part**2) * step * step / 12
    steady = abs(final - before) <= max(STEADY_PART * abs(change), step)
    reached = (lambda value: value >= goal) if change > 0 else (lambda value: value <= goal)
    return _settled(points, reached, of_goal, step, steady=steady)


def time_below(points: Points, level: Decimal, *, step: Decimal) -> ResponseTime | None:
    """Time until a falling display stays below a level; None where it does not in the whole recording."""
    return _settled(points, lambda value: value < level, Decimal(0), step, steady=True)


def _last_quarters(points: Points) -> tuple[Decimal, Decimal]:
    """Means of the third and of the last quarter; of the last point where a quarter has none."""
    begin, end = points[0][0], points[-1][0]
    half, late = ((begin * (4 - n) + end * n) / 4 for n in (2, 3))
    last = [value for time, value in points if time > late]
    third = [value for time, value in points if half < time <= late]
    return mean(third or last), mean(last)


def _settled(
    points: Points, reached: Callable[[Decimal], bool], of_goal: Decimal, step: Decimal, *, steady: bool
) -> ResponseTime | None:
    """The time of the last crossing; `of_goal` is the variance of the goal."""
    place = next((n for n in range(len(points) - 1, -1, -1) if not reached(points[n][1])), -1)
    if place == len(points) - 1:
        return None
    if place < 0:
        return ResponseTime(Decimal(0), Decimal(0), steady)
    (before, low), (after, high) = points[place], points[place + 1]
    interval, slope = after - before, divide(high - low, after - before)
    of_value = divide(of_goal + step * step / 12, slope * slope)
    U = 2 * (interval * interval / 12 + of_value).sqrt()
    middle = trimmed((before + after) / 2 - points[0][0])
    return ResponseTime(middle, round_uncertainty(U, up=True), steady)
