"""Cumulative sums: since when a series that should stay at a target does not (Page 1954; ISO 7870-4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.statistics.exact_sums import Number

SLACK: Final = 0.5
"""Half the shift, in standard deviations, that is found soonest: 1."""
LIMIT: Final = 5.0
_STATES: Final = 100
"""Of the chain of Brook and Evans; the run lengths of the tables come out to three digits."""


@dataclass(frozen=True, slots=True)
class Cusum:
    """The two cumulative sums of a series, in standard deviations.

    Attributes:
        high: Sums of what lies above the target, one for each value.
        low: Sums of what lies below.
        alarm: Position of the first value with a sum above the limit; None for no alarm.
        began: Position of the first value that this sum holds: the estimate of when the shift began.
    """

    high: tuple[float, ...]
    low: tuple[float, ...]
    alarm: int | None
    began: int | None


def cusum(values: Sequence[Number], target: Number, sigma: float, slack: float = SLACK, limit: float = LIMIT) -> Cusum:
    """Form the tabular cumulative sums.

    Source: Page, Biometrika 41 (1954) 100; Montgomery, Introduction to statistical quality control, 9.1.

    Args:
        values: The series in order, such as pulses of each second less those of the reference.
        target: What it should be.
        sigma: Standard deviation of one value.
        slack: k, in standard deviations.
        limit: h, in standard deviations.

    Raises:
        ValueError: No scatter to measure with.
    """
    if sigma <= 0:
        raise ValueError("a cumulative sum needs a standard deviation above 0")
    sums: dict[int, list[float]] = {1: [], -1: []}
    alarm = began = None
    starts = {1: 0, -1: 0}
    for at, value in enumerate(values):
        z = (float(value) - float(target)) / sigma
        for side, past in sums.items():
            grown = max(0.0, (past[-1] if past else 0.0) + side * z - slack)
            past.append(grown)
            if not grown:
                starts[side] = at + 1
            elif alarm is None and grown > limit:
                alarm, began = at, starts[side]
    return Cusum(tuple(sums[1]), tuple(sums[-1]), alarm, began)


def cusum_run_length(shift: float, slack: float = SLACK, limit: float = LIMIT) -> float:
    """How many values pass on average before an alarm, of both sums together.

    Source: Brook, Evans, Biometrika 59 (1972) 539; the two sides as van Dobben de Bruyn (1968) joins them.

    Args:
        shift: Of the mean, in standard deviations.
        slack: k.
        limit: h.
    """
    import numpy as np

    rates = 0.0
    for side in (shift, -shift):
        chain = _chain(side, slack, limit)
        rates += 1 / float(np.linalg.solve(np.eye(_STATES) - chain, np.ones(_STATES))[0])
    return 1 / rates


def alarm_probability(n: int, shift: float, slack: float = SLACK, limit: float = LIMIT) -> float:
    """Probability of an alarm within n values: the power for a shift, a bound of the false alarms for none."""
    within = [1 - _without_alarm(_chain(side, slack, limit), n) for side in sorted({shift, -shift})]
    return min(1.0, sum(within) if shift else 2 * within[0])


def _without_alarm(chain: Any, n: int) -> float:
    """Probability that a sum which begins at 0 is below the limit after n values.

    One row is carried on: the whole n-th power costs a hundred times as much, on every core of the computer.
    """
    row = chain[0]
    for _ in range(n - 1):
        row = row @ chain
    return float(row.sum()) if n else 1.0


def limit_for(n: int, chance: float = 0.001, slack: float = SLACK) -> float:
    """The limit h, in tenths, that an honest series of n values exceeds with at most a stated probability."""
    from bisect import bisect_left

    tenths = range(10, 1000)
    return tenths[bisect_left(tenths, True, key=lambda h: alarm_probability(n, 0, slack, h / 10) <= chance)] / 10


@lru_cache(maxsize=64)
def _chain(shift: float, slack: float, limit: float) -> Any:
    """Transitions between the sums below the limit, cut into equal steps; state 0 is a sum of 0."""
    import numpy as np
    from scipy.special import ndtr

    if slack < 0 or limit <= 0:
        raise ValueError(f"a cumulative sum needs k not below 0 and h above 0, not k={slack}, h={limit}")
    width = 2 * limit / (2 * _STATES - 1)
    to = np.arange(_STATES)
    away = (to[None, :] - to[:, None]) * width + slack - shift
    chain = ndtr(away + width / 2) - ndtr(away - width / 2)
    chain[:, 0] = ndtr(away[:, 0] + width / 2)
    return chain
