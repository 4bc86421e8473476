"""Dixon's ratio test for one outlier; critical values from the distribution of the ratio (GB/T 4883-2008)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from metrology.statistics.dixon_distribution import both_ends, one_end
from metrology.statistics.exact_sums import Number, exact_all


@dataclass(frozen=True, slots=True)
class DixonTest:
    """Verdict on the two ends of an ordered sample.

    Attributes:
        ratio: Name of the ratio that n prescribes: "r10", "r11", "r21" or "r22".
        high, low: The ratio for the largest and for the smallest value.
        index: Position of the more suspect value, from 0.
        value: That value.
        critical_value: What the ratio must exceed.
        is_outlier: True when the larger ratio exceeds the critical value.
    """

    n: int
    ratio: str
    high: float
    low: float
    index: int
    value: Number
    critical_value: float
    is_outlier: bool


def _kind(n: int) -> tuple[int, int]:
    """Return (j, k) of r_jk: j values skipped in the numerator, k at the other end in the denominator."""
    if 3 <= n <= 7:
        return 1, 0
    if 8 <= n <= 10:
        return 1, 1
    if 11 <= n <= 13:
        return 2, 1
    if 14 <= n <= 30:
        return 2, 2
    raise ValueError(f"Dixon's test is defined for 3 to 30 values, not {n}")


def dixon_ratios(values: Sequence[Number]) -> tuple[str, float, float]:
    """Return the name of the ratio for this n and its value at the high and at the low end (0 when all are equal).

    Raises:
        ValueError: n outside 3 to 30.
    """
    j, k = _kind(len(values))
    x = sorted(exact_all(values))
    high_span, low_span = x[-1] - x[k], x[-1 - k] - x[0]
    high = float((x[-1] - x[-1 - j]) / high_span) if high_span else 0.0
    low = float((x[j] - x[0]) / low_span) if low_span else 0.0
    return f"r{j}{k}", high, low


@lru_cache(maxsize=128)
def dixon_critical_value(n: int, significance: float = 0.05, *, two_sided: bool = False) -> float:
    """Return the value that the ratio exceeds with the given probability in a normal sample of n.

    One-sided: the ratio of one end, named beforehand. Two-sided: the larger of the two ends, as the tables for an
    unspecified side give it (0.530 for n = 10 at 5 %). The distribution is integrated; no table is copied.

    Raises:
        ValueError: n outside 3 to 30 or significance outside 0.001 to 0.1.
    """
    j, k = _kind(n)
    if not 0.001 <= significance <= 0.1:
        raise ValueError(f"significance must lie between 0.001 and 0.1, not {significance}")
    from scipy.optimize import brentq

    def excess(r: float) -> float:
        one = one_end(n, j, k, r)
        return (2 * one - both_ends(n, j, k, r) if two_sided else one) - significance

    return float(brentq(excess, 0.5 if two_sided and k == 0 else 0.25, 1 - 1e-9, xtol=1e-6))


def dixon(values: Sequence[Number], significance: float = 0.05, *, two_sided: bool = True) -> DixonTest:
    """Test the more extreme end of the sample by Dixon's ratio (GB/T 4883-2008, Dixon).

    Args:
        values: 3 to 30 readings, any order.
        significance: Level of the test.
        two_sided: True when it was not known beforehand at which end the outlier lies.

    Raises:
        ValueError: n outside 3 to 30.
    """
    ratio, high, low = dixon_ratios(values)
    critical = dixon_critical_value(len(values), significance, two_sided=two_sided)
    readings = exact_all(values)
    index = readings.index(max(readings) if high >= low else min(readings))
    larger = max(high, low)
    return DixonTest(len(values), ratio, high, low, index, values[index], critical, larger > critical)
