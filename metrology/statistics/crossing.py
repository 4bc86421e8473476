"""When a drifting error reaches a limit: a straight line through its history, read backwards (Fieller, 1954).

Model: e(t) = a + b t + ε; the ε are independent and normal with one standard deviation, the drift is even and goes on.
With t̄, ē the means, S = Σ(t − t̄)², s the scatter about the line with n − 2 degrees of freedom, T the two-sided
quantile of Student's t, and u = t − t̄:

- the error itself may be at the limit L where (ē + b u − L)² ≤ T² s² (1/n + u²/S): an interval where b² > T² s²/S, and
  no interval otherwise, as then the slope cannot be told from none;
- one further finding of it may be beyond L where the same holds with 1 + 1/n in place of 1/n (prediction band).

The first covers the true crossing with the stated probability, exactly and not to first order in s/b.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from metrology.statistics.fit import fit_line
from metrology.statistics.significance import t_critical_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metrology.statistics.exact_sums import Number
    from metrology.statistics.line import LineFit

FEWEST: Final = 5
"""Points below which nothing is predicted: with 3 degrees of freedom a 99 % quantile is 5.8, with 1 it is 64."""
FEWEST_TIMES: Final = 3
"""Different times that they must have: two only cannot show that a line fits."""
Standing = Literal["crosses", "no-slope", "away"]


@dataclass(frozen=True, slots=True)
class Crossing:
    """When an error reaches a limit; times in the unit and from the origin of the points.

    Attributes:
        standing: ``crosses``; ``no-slope``: the slope cannot be told from none at this level; ``away``: it drifts to a
            side on which there is no limit.
        line: The line.
        level: Probability of every interval, two-sided.
        quantile: That of Student's t.
        scatter: Standard deviation of one finding: that about the line, at least that of rounding.
        spread: Σ(t − t̄)² of the points.
        limit: The limit that is reached; None where none is.
        time: When the line reaches it.
        first, last: Ends of the interval in which the error itself reaches it.
        not_before: Until then one further finding lies within both limits with this probability; infinite for ever.
        curvature: Student's t of a second-order term, as a part of its quantile: above 1 a line does not describe the
            points; None where there are too few to tell.
    """

    standing: Standing
    line: LineFit
    level: float
    quantile: float
    scatter: float
    spread: float
    limit: float | None
    time: float | None
    first: float | None
    last: float | None
    not_before: float
    curvature: float | None

    def half_width(self, time: float, single: float = 1.0) -> float:
        """Half the width of the prediction band of a further finding at a time; of the line's with `single` 0."""
        u = time - self.line.centre.x
        return self.quantile * self.scatter * math.sqrt(single + 1 / self.line.n + u * u / self.spread)


class TooFew(ValueError):
    """There are not enough points to predict from.

    Attributes:
        points, times: How many there are, and at how many different times.
    """

    def __init__(self, points: int, times: int) -> None:
        super().__init__(f"{points} points at {times} times; {FEWEST} points at {FEWEST_TIMES} times are needed")
        self.points, self.times = points, times


def crossing(
    times: Sequence[Number],
    errors: Sequence[Number],
    lower: float | None,
    upper: float | None,
    *,
    level: float = 0.99,
    resolution: float = 0.0,
) -> Crossing:
    """Predict when an error reaches a limit.

    Args:
        times: When each error was found.
        errors: The errors.
        lower: Lower limit; None for none.
        upper: Upper limit; None for none.
        level: Probability of the intervals, between 0.5 and 1.
        resolution: Step in which errors are stated: one finding scatters at least by its rectangular distribution.

    Raises:
        TooFew: Fewer points or times than are needed.
        ValueError: No limit, or a level that is none.
    """
    if lower is None and upper is None:
        raise ValueError("there is no limit that could be reached")
    if not 0.5 <= level < 1:
        raise ValueError(f"a level lies between 0.5 and 1, not {level}")
    if len(times) < FEWEST or len(set(times)) < FEWEST_TIMES:
        raise TooFew(len(times), len(set(times)))
    line = fit_line(times, errors)
    scatter = max(line.scatter, resolution / math.sqrt(12))
    quantile = t_critical_value(line.n - 2, level)
    # Σ(t − t̄)², from the times: with no scatter at all the slope has no uncertainty to take it from.
    spread = math.fsum((float(t) - line.centre.x) ** 2 for t in times)
    uncertain = quantile * scatter / math.sqrt(spread)
    last = max(map(float, times))
    limit = upper if line.slope > 0 else lower
    standing: Standing = "no-slope" if abs(line.slope) <= uncertain else "away" if limit is None else "crosses"
    reached: tuple[float | None, float | None, float | None] = (None, None, None)
    if standing == "crosses" and limit is not None:
        ends = _ends(line.slope, uncertain, limit - line.centre.y, quantile * scatter / math.sqrt(line.n))
        reached = (
            line.centre.x + (limit - line.centre.y) / line.slope,
            line.centre.x + ends[0],
            line.centre.x + ends[1],
        )

    def band(side: float, bound: float, time: float) -> float:
        """How far the band is beyond a limit; negative within."""
        u = time - line.centre.x
        half = quantile * scatter * math.sqrt(1 + 1 / line.n + u * u / spread)
        return side * (line.centre.y + line.slope * u - bound) + half

    touched = [
        _first(lambda time, s=side, b=bound: band(s, b, time), last, max(last - min(map(float, times)), 1e-9))  # type: ignore[misc]
        for side, bound in ((1.0, upper), (-1.0, lower))
        if bound is not None
    ]
    return Crossing(
        standing, line, level, quantile, scatter, spread, limit if standing == "crosses" else None, *reached,
        min(touched), _curvature(times, errors, level),
    )  # fmt: skip


def _ends(slope: float, uncertain: float, away: float, centre: float) -> tuple[float, float]:
    """Roots of (b² − g) u² − 2 b d u + d² − c = 0, from Fieller's set."""
    a = slope * slope - uncertain * uncertain
    root = math.sqrt((uncertain * away) ** 2 + a * centre * centre)
    found = ((slope * away - root) / a, (slope * away + root) / a)
    return min(found), max(found)


def _first(beyond: Callable[[float], float], start: float, step: float) -> float:
    """The first time from `start` on at which a convex function is above 0; infinite where it never is."""
    if beyond(start) >= 0:
        return start
    low, high = start, start + step
    for _ in range(60):  # beyond 10^18 steps nothing is said
        if beyond(high) >= 0:
            break
        low, high = high, start + 2 * (high - start)
    else:
        return math.inf
    for _ in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (low, middle) if beyond(middle) >= 0 else (middle, high)
    return low


def _curvature(times: Sequence[Number], errors: Sequence[Number], level: float) -> float | None:
    """Student's t of a second-order term as a part of its quantile; None with fewer than 3 degrees of freedom."""
    import numpy as np

    n = len(times)
    if n < FEWEST + 1 or len(set(times)) < FEWEST_TIMES + 1:
        return None
    t, e = np.asarray([float(x) for x in times]), np.asarray([float(x) for x in errors])
    t = (t - t.mean()) / np.ptp(t)
    design = np.column_stack((np.ones(n), t, t * t))
    found, *_ = np.linalg.lstsq(design, e, rcond=None)
    squares = float(((e - design @ found) ** 2).sum())
    own = squares / (n - 3) * float(np.linalg.inv(design.T @ design)[2, 2])
    if own <= 1e-24 * max(1.0, float((e * e).max())):
        return None
    return abs(float(found[2])) / math.sqrt(own) / t_critical_value(n - 3, level)
