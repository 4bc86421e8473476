"""Robust location and scale: algorithm A (ISO 13528:2022, C.3.1; ISO 5725-5; GB/T 28043-2019)."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from metrology.statistics.exact_sums import Number, moments, root

_MAD_FACTOR = 1.483
_SCALE_FACTOR = 1.134
_MAX_ITERATIONS = 500


@dataclass(frozen=True, slots=True)
class RobustEstimate:
    """Result of algorithm A, in the unit of the data.

    Attributes:
        mean: Robust average x*.
        standard_deviation: Robust standard deviation s*.
        standard_uncertainty: 1.25 s* / sqrt(p) (ISO 13528:2022, 7.7.3).
        history: (x*, s*) at the start and after each iteration.
    """

    mean: float
    standard_deviation: float
    standard_uncertainty: float
    history: tuple[tuple[float, float], ...]


def _iterate(values: list[float], centre: float, scale: float, k: float) -> tuple[float, float]:
    """Pull values beyond k s* to that distance; return their mean and 1.134 times their standard deviation."""
    delta = k * scale
    winsorised = [min(max(value, centre - delta), centre + delta) for value in values]
    sample = moments(winsorised)
    return float(sample.mean), _SCALE_FACTOR * root(sample.squares / (sample.n - 1))


def algorithm_a(values: Sequence[Number], k: float = 1.5, tolerance: float = 1e-9) -> RobustEstimate:
    """Return the robust mean and standard deviation of at least three results.

    It starts from the median and 1.483 times the median absolute deviation and stops when neither estimate changes by
    more than tolerance times s*. (Published answers stop earlier; see the history.)

    Raises:
        ValueError: Fewer than 3 results, or more than half of them equal, so that the starting scale is zero.
        ArithmeticError: No convergence.
    """
    data = [float(value) for value in values]
    if len(data) < 3:
        raise ValueError(f"algorithm A needs at least 3 results, not {len(data)}")
    centre = statistics.median(data)
    scale = _MAD_FACTOR * statistics.median(abs(value - centre) for value in data)
    if scale == 0:
        raise ValueError("at least half of the results coincide: the starting scale is zero and nothing can be weighed")
    history = [(centre, scale)]
    for _ in range(_MAX_ITERATIONS):
        centre, scale = _iterate(data, centre, scale, k)
        last_centre, last_scale = history[-1]
        history.append((centre, scale))
        if max(abs(centre - last_centre), abs(scale - last_scale)) <= tolerance * scale:
            return RobustEstimate(centre, scale, 1.25 * scale / math.sqrt(len(data)), tuple(history))
    raise ArithmeticError(f"algorithm A did not settle in {_MAX_ITERATIONS} iterations")
