"""Risk in accepting or rejecting one item that has been measured (JCGM 106:2012, clause 7 and 9.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.risk.distributions import NormalProcess, normal_probability

if TYPE_CHECKING:
    from metrology.risk.distributions import Process

Real = float | int | Decimal


@dataclass(frozen=True)
class SpecificRisk:
    """How an item's or a process's distribution lies about a tolerance.

    Attributes:
        conformance: p_c, probability within the tolerance; the producer's risk if the item is rejected.
        nonconformance: 1 − p_c, the consumer's risk if the item is accepted.
        below: Probability below the lower limit.
        above: Probability above the upper limit.
        capability_index: Cpk, z of the nearer limit over 3; negative when the middle lies outside.
    """

    conformance: float
    nonconformance: float
    below: float
    above: float
    capability_index: float


def specific_risk(distribution: Process, lower: Real | None = None, upper: Real | None = None) -> SpecificRisk:
    """Risks of one item, or of one process, from its distribution (JCGM 106 9.3; capability as ISO 22514-2).

    Args:
        distribution: Of the property, after the measurement: `NormalProcess(y, u)` as a rule.
        lower: Lower tolerance limit, None for a one-sided tolerance.
        upper: Upper tolerance limit, None for a one-sided tolerance.

    Returns:
        The risks and Cpk; for a distribution that is not normal Cpk has the tail probabilities of the normal one.

    Raises:
        ValueError: No limit is given, or they are in the wrong order.
    """
    low, high = limits(lower, upper)
    if isinstance(distribution, NormalProcess):
        below, above = _tails(distribution.mean, distribution.standard_deviation, low, high)
        nearest = min(distribution.mean - low, high - distribution.mean) / distribution.standard_deviation
    else:
        from scipy.special import ndtri

        below = float(distribution.cdf(low)) if low > -math.inf else 0.0
        above = 1 - float(distribution.cdf(high)) if high < math.inf else 0.0
        nearest = -float(ndtri(max(below, above)))
    return SpecificRisk(1 - below - above, below + above, below, above, nearest / 3)


def limits(lower: Real | None, upper: Real | None) -> tuple[float, float]:
    """Tolerance limits as floats, an absent one at infinity.

    Args:
        lower: Lower limit or None.
        upper: Upper limit or None.

    Returns:
        Both limits.

    Raises:
        ValueError: Neither is given, or the lower one is not below the upper one.
    """
    if lower is None and upper is None:
        raise ValueError("a tolerance needs at least one limit")
    low = -math.inf if lower is None else float(lower)
    high = math.inf if upper is None else float(upper)
    if not low < high:
        raise ValueError(f"the lower limit {lower} is not below the upper limit {upper}")
    return low, high


def _tails(y: float, u: float, low: float, high: float) -> tuple[float, float]:
    """Probabilities below and above the limits, each computed by itself, so that small ones keep their digits."""
    return normal_probability((low - y) / u), normal_probability((y - high) / u)
