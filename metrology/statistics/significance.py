"""t quantiles, and whether two means differ (GB/T 4889; ISO 2854): two-sided."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from metrology.statistics.exact_sums import Moments, Number, exact, moments, root


@dataclass(frozen=True, slots=True)
class SignificanceTest:
    """Outcome of a test of significance.

    Attributes:
        statistic: t, with its sign.
        degrees_of_freedom: Of t.
        critical_value: What |t| must exceed.
        p_value: Probability of a statistic at least as extreme when there is no effect.
        significant: True when the critical value is exceeded.
    """

    statistic: float
    degrees_of_freedom: tuple[float, ...]
    critical_value: float
    p_value: float
    significant: bool


def t_critical_value(degrees_of_freedom: float, confidence: float = 0.95) -> float:
    """Return the two-sided quantile t_p(nu): |t| stays below it with probability p (GUM table G.2).

    Raises:
        ValueError: No degree of freedom, or a confidence outside (0, 1).
    """
    if degrees_of_freedom <= 0 or not 0 < confidence < 1:
        raise ValueError(f"t needs nu > 0 and 0 < p < 1, not nu={degrees_of_freedom}, p={confidence}")
    from scipy.special import ndtri, stdtrit

    tail = (1 + confidence) / 2
    return float(ndtri(tail) if math.isinf(degrees_of_freedom) else stdtrit(degrees_of_freedom, tail))


def _t_test(difference: Fraction, variance: Fraction, nu: float, significance: float) -> SignificanceTest:
    """Divide a difference by its standard uncertainty and compare with t."""
    if variance == 0:
        raise ValueError("the readings do not scatter: a t test has no measure to compare the difference with")
    from scipy.special import stdtr

    t = math.copysign(root(difference * difference / variance), difference) if difference else 0.0
    critical = t_critical_value(nu, 1 - significance)
    return SignificanceTest(t, (nu,), critical, float(2 * stdtr(nu, -abs(t))), abs(t) > critical)


def _spread(values: Sequence[Number]) -> Moments:
    sample = moments(values)
    if sample.n < 2:
        raise ValueError("each sample needs at least 2 readings")
    return sample


def welch_t_test(
    first: Sequence[Number], second: Sequence[Number], significance: float = 0.05, step: Number = 0
) -> SignificanceTest:
    """Test whether two means differ, the variances being free (Welch; degrees of freedom after Satterthwaite).

    Args:
        first: Readings.
        second: Readings, in the same unit.
        significance: Probability of a false alarm.
        step: Resolution of the readings. A twelfth of its square is the least variance, since a display hides it.

    Raises:
        ValueError: A sample has fewer than 2 readings, or neither scatters and no resolution is given.
    """
    a, b, least = _spread(first), _spread(second), exact(step) ** 2 / 12
    va, vb = (max(s.squares / (s.n - 1), least) / s.n for s in (a, b))
    if va + vb == 0:
        raise ValueError("the readings do not scatter: a t test has no measure to compare the difference with")
    nu = float((va + vb) ** 2 / (va**2 / (a.n - 1) + vb**2 / (b.n - 1)))
    return _t_test(a.mean - b.mean, va + vb, nu, significance)
