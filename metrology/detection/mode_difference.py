"""Whether an instrument shows something else in one state than in another: Welch's test with a guard, and its power.

The runs of both states are made in turns, so that a drift meets both. A difference is flagged where it is larger than
a guard, such as the limit of repeatability, and Welch's test is significant: the guard keeps a difference that is real
and of no consequence from being called suspicious.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from metrology.statistics.exact_sums import exact, exact_all
from metrology.statistics.significance import welch_t_test

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.statistics.exact_sums import Number

SIGNIFICANCE: Final = 0.001
"""Of a thousand honest instruments at most one is flagged in one comparison."""
MOST_PAIRS: Final = 1000
_NODES: Final = 64


@dataclass(frozen=True, slots=True)
class ModeDifference:
    """Two states of an instrument compared.

    Attributes:
        difference: Mean of the first state less that of the second.
        guard: What the difference must exceed.
        p_value: Probability of as large a difference where there is none (Welch).
        n: Runs of each state.
        significance: What the probability must stay below.
        flagged: Both hold.
    """

    difference: float
    guard: float
    p_value: float
    n: tuple[int, int]
    significance: float
    flagged: bool


def mode_difference(
    first: Sequence[Number],
    second: Sequence[Number],
    guard: Number,
    significance: float = SIGNIFICANCE,
    step: Number = 0,
) -> ModeDifference:
    """Compare the results of two states.

    Source: Welch, Biometrika 34 (1947) 28.

    Args:
        first: Results of the first state, such as relative errors.
        second: Results of the second state, in the same unit.
        guard: In the unit of the results; not below 0.
        significance: Of Welch's test.
        step: Resolution of the results. A twelfth of its square is the least variance, since a display hides it.

    Raises:
        ValueError: A state has fewer than two results, the guard is negative, or nothing scatters and no step is given.
    """
    if exact(guard) < 0:
        raise ValueError(f"a guard is not below 0, as {guard} is")
    test = welch_t_test(first, second, significance, step)
    a, b = exact_all(first), exact_all(second)
    difference = sum(a, Fraction(0)) / len(a) - sum(b, Fraction(0)) / len(b)
    flagged = abs(difference) > exact(guard) and test.p_value < significance
    return ModeDifference(float(difference), float(exact(guard)), test.p_value, (len(a), len(b)), significance, flagged)


def mode_difference_power(
    difference: float, sigma: float, n: int, guard: float, significance: float = SIGNIFICANCE
) -> float:
    """Probability that a true difference between two states is flagged; of a false alarm, where it is 0.

    Both states are normal with the same standard deviation. Given the two sample variances, the difference of the means
    is normal and independent of them; what is left is integrated over their chi-square distributions.

    Args:
        difference: The true difference.
        sigma: Standard deviation of one run.
        n: Runs of each state.
        guard: As in `mode_difference`.
        significance: As in `mode_difference`.

    Raises:
        ValueError: Fewer than two runs, no scatter, or a negative guard.
    """
    if n < 2 or sigma <= 0 or guard < 0:
        raise ValueError("power needs at least 2 runs of each state, a scatter above 0 and a guard not below 0")
    import numpy as np
    from scipy.special import ndtr, stdtrit

    variance, weight = _variances(n - 1)
    first, second = sigma**2 * variance[:, None] / n, sigma**2 * variance[None, :] / n
    nu = (first + second) ** 2 / (first**2 + second**2) * (n - 1)
    bound = np.maximum(guard, stdtrit(nu, 1 - significance / 2) * np.sqrt(first + second))
    spread = sigma * math.sqrt(2 / n)
    beyond = ndtr((difference - bound) / spread) + ndtr((-difference - bound) / spread)
    return min(1.0, float(weight @ beyond @ weight))  # a sum of weights may be 1 and a last digit


def _variances(nu: int) -> tuple[Any, Any]:
    """Nodes of a sample variance in units of the true one, and their weights.

    The integral over the probability of the variance is taken piece by piece towards both ends, where few variances lie
    and much happens.
    """
    import numpy as np
    from scipy.special import chdtri

    x, w = np.polynomial.legendre.leggauss(_NODES // 8)
    edges = np.array([0, 1e-6, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999, 1])
    low, high = edges[:-1, None], edges[1:, None]
    tail = (low + (high - low) * (x + 1) / 2).ravel()
    return chdtri(nu, 1 - tail) / nu, ((high - low) * w / 2).ravel()


def pairs_needed(
    difference: float, sigma: float, guard: float, power: float = 0.99, significance: float = SIGNIFICANCE
) -> int:
    """The fewest runs of each state that flag a true difference with a stated power.

    Raises:
        ValueError: The difference is not above the guard, so that no number suffices, or more than a thousand would.
    """
    if abs(difference) > guard:
        for n in range(2, MOST_PAIRS + 1):
            if mode_difference_power(difference, sigma, n, guard, significance) >= power:
                return n
    raise ValueError(f"no number of runs up to {MOST_PAIRS} finds {difference} beside a guard of {guard}")
