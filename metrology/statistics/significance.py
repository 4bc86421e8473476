"""F and t tests on samples (GB/T 4889; ISO 2854): two-sided unless the name says otherwise."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from metrology.statistics.exact_sums import Moments, Number, exact, exact_all, moments, root


@dataclass(frozen=True, slots=True)
class SignificanceTest:
    """Outcome of a test of significance.

    Attributes:
        statistic: t (with its sign) or F.
        degrees_of_freedom: One figure for t, two for F.
        critical_value: What |t| or F must exceed.
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


def t_test_one_sample(values: Sequence[Number], reference: Number, significance: float = 0.05) -> SignificanceTest:
    """Test whether a mean differs from a reference value: t = (mean - X) / (s / sqrt(n)).

    Raises:
        ValueError: Fewer than 2 readings, or readings without scatter.
    """
    sample = _spread(values)
    variance = sample.squares / ((sample.n - 1) * sample.n)
    return _t_test(sample.mean - exact(reference), variance, sample.n - 1, significance)


def t_test_paired(first: Sequence[Number], second: Sequence[Number], significance: float = 0.05) -> SignificanceTest:
    """Test whether paired readings differ on average (first - second).

    Raises:
        ValueError: Lengths differ, fewer than 2 pairs, or constant differences.
    """
    differences = [a - b for a, b in zip(exact_all(first), exact_all(second), strict=True)]
    if len(differences) < 2:
        raise ValueError("a paired test needs at least 2 pairs")
    n, mean = len(differences), sum(differences, Fraction(0)) / len(differences)
    squares = sum(((d - mean) ** 2 for d in differences), Fraction(0))
    return _t_test(mean, squares / ((n - 1) * n), n - 1, significance)


def t_test_two_sample(
    first: Sequence[Number], second: Sequence[Number], significance: float = 0.05
) -> SignificanceTest:
    """Test whether two means differ, the variances being equal (pooled).

    Raises:
        ValueError: A sample has fewer than 2 readings, or neither scatters.
    """
    a, b = _spread(first), _spread(second)
    nu = a.n + b.n - 2
    pooled = (a.squares + b.squares) / nu
    return _t_test(a.mean - b.mean, pooled * (Fraction(1, a.n) + Fraction(1, b.n)), nu, significance)


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


def f_test(first: Sequence[Number], second: Sequence[Number], significance: float = 0.05) -> SignificanceTest:
    """Test two-sided whether two variances differ; F is the larger variance over the smaller.

    Raises:
        ValueError: A sample has fewer than 2 readings, or the smaller variance is zero.
    """
    a, b = _spread(first), _spread(second)
    larger, smaller = sorted((a, b), key=lambda sample: sample.squares / (sample.n - 1), reverse=True)
    if smaller.squares == 0:
        raise ValueError("one sample does not scatter: the ratio of variances is not defined")
    from scipy.special import fdtrc, fdtri

    nu = (larger.n - 1, smaller.n - 1)
    f = float(larger.squares / nu[0] / (smaller.squares / nu[1]))
    critical = float(fdtri(*nu, 1 - significance / 2))
    p_value = min(1.0, 2 * float(fdtrc(*nu, f)))
    return SignificanceTest(f, tuple(map(float, nu)), critical, p_value, f > critical)
