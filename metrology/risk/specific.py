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


def conformance_probability(
    estimate: Real,
    standard_uncertainty: Real,
    lower: Real | None = None,
    upper: Real | None = None,
    degrees_of_freedom: float = math.inf,
) -> float:
    """Probability that the value of a measured property lies within the tolerance (JCGM 106 7.3 and 7.4).

    Args:
        estimate: y, in the unit of the limits.
        standard_uncertainty: u, same unit.
        lower: Lower tolerance limit T_L, None for a one-sided tolerance.
        upper: Upper tolerance limit T_U, None for a one-sided tolerance.
        degrees_of_freedom: ν of u; finite ν takes Student's t.

    Returns:
        p_c = Φ((T_U − y)/u) − Φ((T_L − y)/u).

    Raises:
        ValueError: No limit is given, they are in the wrong order, or u or ν is not positive.
    """
    y, u = float(estimate), float(standard_uncertainty)
    low, high = limits(lower, upper)
    below, above = _tails(y, u, low, high, degrees_of_freedom)
    # An estimate outside: from the tail beyond it, so that a tiny probability keeps its digits.
    if y > high:
        return _tails(y, u, high, math.inf, degrees_of_freedom)[0] - below
    if y < low:
        return _tails(y, u, -math.inf, low, degrees_of_freedom)[1] - above
    return 1 - below - above


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
        below, above = _tails(distribution.mean, distribution.standard_deviation, low, high, math.inf)
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


def _tails(y: float, u: float, low: float, high: float, degrees: float) -> tuple[float, float]:
    """Probabilities below and above the limits, each computed by itself, so that small ones keep their digits."""
    if not u > 0 or not degrees > 0:
        raise ValueError(f"standard uncertainty and degrees of freedom are positive, not {u} and {degrees}")
    if degrees == math.inf:
        return normal_probability((low - y) / u), normal_probability((y - high) / u)
    from scipy.special import stdtr

    return float(stdtr(degrees, (low - y) / u)), float(stdtr(degrees, (y - high) / u))
