"""Outliers of a normal sample: Grubbs, the 3 s rule and Cochran (GB/T 4883-2008; ISO 5725-2).

One value is judged at a time; after a removal everything is computed again from the values that stay.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from metrology.statistics.exact_sums import Number, exact_all, moments, root


@dataclass(frozen=True, slots=True)
class OutlierTest:
    """Verdict on the most extreme value of a sample.

    Attributes:
        n, mean, standard_deviation: The sample the test saw, in the unit of the readings.
        index: Position of the suspected value, from 0 (the first of equals).
        value: The suspected value.
        statistic: The statistic of the test (G, |v|/s).
        critical_value: What the statistic must exceed to be an outlier.
        is_outlier: True when statistic > critical_value.
    """

    n: int
    mean: float
    standard_deviation: float
    index: int
    value: Number
    statistic: float
    critical_value: float
    is_outlier: bool


def grubbs_critical_value(n: int, significance: float = 0.05, *, two_sided: bool = False) -> float:
    """Return the critical value (n-1)/sqrt(n) sqrt(t^2/(n-2+t^2)) with t at 1 - alpha/n and n - 2 degrees of freedom.

    Chinese tables (GB/T 4883-2008) give the one-sided levels; two-sided uses alpha/(2n) and is larger.

    Raises:
        ValueError: n < 3 or significance outside (0, 1).
    """
    if n < 3 or not 0 < significance < 1:
        raise ValueError(f"the Grubbs test needs n >= 3 and 0 < significance < 1, not n={n}, {significance}")
    from scipy.special import stdtrit

    tail = significance / (2 * n if two_sided else n)
    t2 = float(stdtrit(n - 2, 1 - tail)) ** 2
    return (n - 1) / math.sqrt(n) * math.sqrt(t2 / (n - 2 + t2))


def _most_extreme(values: Sequence[Number], critical_value: float) -> OutlierTest:
    sample = moments(values)
    if sample.n < 3:
        raise ValueError(f"an outlier test needs at least 3 values, not {sample.n}")
    residuals = [abs(value - sample.mean) for value in exact_all(values)]
    index = residuals.index(max(residuals))
    spread = root(sample.squares / (sample.n - 1))
    statistic = 0.0 if spread == 0 else float(residuals[index]) / spread
    is_outlier = statistic > critical_value
    return OutlierTest(
        sample.n, float(sample.mean), spread, index, values[index], statistic, critical_value, is_outlier
    )


def grubbs(values: Sequence[Number], significance: float = 0.05, *, two_sided: bool = False) -> OutlierTest:
    """Test the value farthest from the mean: G = |x - mean| / s (GB/T 4883-2008, Grubbs).

    The residuals are compared exactly, from the unrounded mean, so equal-looking residuals are never confused.

    Raises:
        ValueError: Fewer than 3 values, or a significance outside (0, 1).
    """
    return _most_extreme(values, grubbs_critical_value(len(values), significance, two_sided=two_sided))


@dataclass(frozen=True, slots=True)
class CochranTest:
    """Verdict on the largest variance of groups of equal size."""

    index: int
    statistic: float
    critical_value: float
    is_outlier: bool


def cochran(standard_deviations: Sequence[Number], n: int, significance: float = 0.05) -> CochranTest:
    """Test the largest within-group variance: C = s_max^2 / sum(s_i^2) (ISO 5725-2:2019, 8.3.4).

    Args:
        standard_deviations: One per group, at least two groups.
        n: Readings per group.
        significance: Level of the test, one-sided.

    Raises:
        ValueError: Fewer than 2 groups, n < 2, or all standard deviations are zero.
    """
    groups = len(standard_deviations)
    if groups < 2 or n < 2:
        raise ValueError(f"Cochran's test needs at least 2 groups of 2 readings, not {groups} of {n}")
    squares = [s * s for s in exact_all(standard_deviations)]
    if sum(squares) == 0:
        raise ValueError("all standard deviations are zero: there is no largest variance to test")
    from scipy.special import fdtri

    f = float(fdtri(n - 1, (groups - 1) * (n - 1), 1 - significance / groups))
    critical = f / (f + groups - 1)
    index = squares.index(max(squares))
    statistic = float(squares[index] / sum(squares))
    return CochranTest(index, statistic, critical, statistic > critical)
