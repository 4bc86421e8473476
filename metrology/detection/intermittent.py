"""Whether some runs of many are short: runs far from the median, and how many runs find a fraction of short ones."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.statistics.exact_sums import exact_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.statistics.exact_sums import Number

LIMIT: Final = 5.0
"""Standard deviations from the median from which on a run is flagged: an honest one in 1.7 million."""
_MEDIAN: Final = math.pi / 2
"""Variance of the median of a normal sample, in units of that of the mean (Kendall, Stuart: vol. 1)."""


@dataclass(frozen=True, slots=True)
class FarRuns:
    """Runs far from the others.

    Attributes:
        median: Of all runs.
        positions: Which are far, in order.
        chance: A bound of the probability that any honest run of so many is as far as the farthest one.
    """

    median: float
    positions: tuple[int, ...]
    chance: float


def far_from_median(values: Sequence[Number], sigma: float, limit: float = LIMIT) -> FarRuns:
    """Find the runs that lie far from the median.

    The median stays with the honest runs as long as they are more than half.

    Args:
        values: Results of the runs.
        sigma: Standard deviation of one honest run, of the reference or of an earlier test, never of these runs.
        limit: Standard deviations from which on a run is far.

    Raises:
        ValueError: There is no run, or no scatter to measure with.
    """
    if not values or sigma <= 0:
        raise ValueError("runs far from the median need runs and a standard deviation above 0")
    found = exact_all(values)
    median = statistics.median(found)
    away = [abs(float(value - median)) / sigma for value in found]
    positions = tuple(i for i, z in enumerate(away) if z > limit)
    return FarRuns(float(median), positions, honest_alarms(len(away), max(away)))


def honest_alarms(n: int, limit: float = LIMIT) -> float:
    """A bound of the probability that any of n honest runs is flagged."""
    from scipy.special import ndtr

    return min(1.0, 2 * n * float(ndtr(-limit)))


def caught(fraction: float, shortfall: float, sigma: float, n: int, limit: float = LIMIT) -> float:
    """Probability that a short run is flagged among n of which a fraction is short and draws the median after it."""
    from scipy.special import ndtr, ndtri

    spread = math.sqrt(1 + _MEDIAN / n)
    away = abs(shortfall) / sigma - float(ndtri(0.5 / (1 - fraction)))
    return float(ndtr((away - limit) / spread) + ndtr((-away - limit) / spread))


def intermittent_power(n: int, fraction: float, shortfall: float, sigma: float, limit: float = LIMIT) -> float:
    """Probability that n runs flag at least one, where each is short with a fixed probability.

    Args:
        n: Runs.
        fraction: Probability that a run is short, below one half.
        shortfall: By how much.
        sigma: Standard deviation of one run.
        limit: As in `far_from_median`.

    Raises:
        ValueError: No run, no scatter, or a fraction outside 0 to one half.
    """
    if n < 1 or sigma <= 0 or not 0 <= fraction < 0.5:
        raise ValueError("power needs runs, a scatter above 0 and a fraction below one half")
    return float(-math.expm1(n * math.log1p(-fraction * caught(fraction, shortfall, sigma, n, limit))))


def runs_needed(fraction: float, confidence: float = 0.95, found: float = 1.0) -> int:
    """The fewest runs of which at least one is a short one that is found: n = ln(1 − P) / ln(1 − f).

    Source: the sampling plan with acceptance number 0 (GB/T 2828.1; Hahn, Meeker: Statistical intervals, 1991, 6.4).

    Args:
        fraction: Probability that a run is short.
        confidence: Probability to find one.
        found: Probability that a short run is found to be one.

    Raises:
        ValueError: A probability outside 0 to 1, both ends excluded; `found` may be 1.
    """
    if not (0 < fraction < 1 and 0 < confidence < 1 and 0 < found <= 1):
        raise ValueError("the number of runs needs probabilities between 0 and 1")
    return math.ceil(math.log1p(-confidence) / math.log1p(-fraction * found))
