"""Recalibration intervals from the record of past calibrations (ILAC-G24:2022/OIML D 10; NCSLI RP-1).

ILAC-G24 names five methods and prints no formula; where a laboratory must choose a figure, it is an argument here.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from metrology.exact import Number, divide, multiply, negated, subtract, to_decimal
from metrology.sampling.proportions import clopper_pearson


def staircase(
    interval: Number, error: Number, limit: Number, *, share: Number, extend: Number, shorten: Number
) -> Decimal:
    """Return the next interval by the staircase (ILAC-G24 method 1): longer while well inside the limit, else shorter.

    Args:
        interval: Present interval, any unit of time.
        error: Error found at the recalibration.
        limit: Maximum permissible error, same unit.
        share: Share of the limit up to which the interval is extended, e.g. 0.8; equality extends.
        extend: Factor, at least 1, on a good result.
        shorten: Factor, above 0 and below 1, otherwise.

    Raises:
        TypeError: A binary float.
        ValueError: A figure out of its range.
    """
    present, found, allowed = to_decimal(interval), abs(to_decimal(error)), to_decimal(limit)
    longer, shorter, part = to_decimal(extend), to_decimal(shorten), to_decimal(share)
    if present <= 0 or allowed <= 0 or not 0 < part <= 1 or longer < 1 or not 0 < shorter < 1:
        raise ValueError("the staircase needs interval > 0, limit > 0, 0 < share <= 1, extend >= 1, 0 < shorten < 1")
    return multiply(present, longer if found <= multiply(part, allowed) else shorter)


def interval_from_drift(value: Number, drift: Number, limit: Number) -> Decimal:
    """Return the time until a steady drift reaches a limit (ILAC-G24 method 2, control chart in calendar time).

    Args:
        value: Error at the last calibration.
        drift: Its change per unit of time, from the chart.
        limit: Magnitude of the limit.

    Returns:
        Time in the unit of the drift; zero when the limit is already reached, Infinity without drift.

    Raises:
        TypeError: A binary float.
        ValueError: A limit that is not positive.
    """
    error, rate, bound = to_decimal(value), to_decimal(drift), to_decimal(limit)
    if bound <= 0:
        raise ValueError("the limit must be positive")
    if abs(error) >= bound:
        return Decimal(0)
    if rate == 0:
        return Decimal("Infinity")
    return divide(subtract(bound if rate > 0 else negated(bound), error), rate)


def remaining_use(interval: Number, used: Number) -> Decimal:
    """Return the use left before recalibration, counted in hours or operations (ILAC-G24 method 3); never below zero.

    Raises:
        TypeError: A binary float.
        ValueError: A negative figure.
    """
    allowed, counted = to_decimal(interval), to_decimal(used)
    if min(allowed, counted) < 0:
        raise ValueError("neither the interval of use nor the use can be negative")
    return max(Decimal(0), subtract(allowed, counted))


def check_calls_for_recalibration(error: Number, limit: Number) -> bool:
    """Return whether an in-service check (ILAC-G24 method 4, "black box") sends the instrument back: |error| > limit.

    Raises:
        TypeError: A binary float.
        ValueError: A negative limit.
    """
    bound = to_decimal(limit)
    if bound < 0:
        raise ValueError("the limit of a check cannot be negative")
    return abs(to_decimal(error)) > bound


def interval_from_reliability(interval: float, observed: float, target: float) -> float:
    """Return I ln(R_target) / ln(R_observed), failures coming at a constant rate (exponential model).

    Args:
        interval: Present interval.
        observed: Share found in tolerance at its end, above 0 and below 1.
        target: Share wanted.

    Raises:
        ValueError: A share outside (0, 1) or an interval that is not positive.
    """
    if interval <= 0 or not (0 < observed < 1 and 0 < target < 1):
        raise ValueError("the interval must be positive and both reliabilities lie between 0 and 1")
    return interval * math.log(target) / math.log(observed)


@dataclass(frozen=True, slots=True)
class IntervalTest:
    """Outcome of method A3.

    Attributes:
        interval: Interval recommended, unrounded: the present one unless it is rejected with enough confidence.
        calculated: Interval calculated, whether or not it is recommended.
        rejection: Confidence with which the present interval is rejected.
        observed: Observed reliability.
        reliability_range: Its two-sided confidence interval (Clopper–Pearson).
    """

    interval: float
    calculated: float
    rejection: float
    observed: float
    reliability_range: tuple[float, float]


def interval_a3(
    in_tolerance: int, n: int, interval: float, target: float, confidence: float = 0.5, largest_change: float = 2.0
) -> IntervalTest:
    """Return the interval by the interval test, method A3 of NCSLI RP-1.

    R is the observed share in tolerance, Q the confidence that it does not come from the target reliability. Below the
    target the interval is multiplied by 10^((R - target) Q), above it by 10^((R - target)/(1 - Q)), both within the
    largest change; the new interval is recommended when Q exceeds the confidence asked for.

    Args:
        in_tolerance: Calibrations found in tolerance at the end of this interval.
        n: Calibrations in all.
        interval: Present interval.
        target: Reliability wanted at the end of the interval.
        confidence: Needed to leave the present interval; also of the reliability range.
        largest_change: Largest factor by which the interval may grow or shrink at once.

    Raises:
        ValueError: Counts out of order or a share outside (0, 1).
    """
    if interval <= 0 or not 0 < target < 1 or largest_change <= 1:
        raise ValueError("A3 needs a positive interval, 0 < target < 1 and a largest change above 1")
    observed = in_tolerance / n if n else math.nan
    bounds = _reliability_range(in_tolerance, n, confidence)
    rejection = _rejection(in_tolerance, n, target)
    factor = _factor(observed - target, rejection)
    calculated = interval * min(max(factor, 1 / largest_change), largest_change)
    recommended = calculated if rejection > confidence else interval
    return IntervalTest(recommended, calculated, rejection, observed, bounds)


def _rejection(k: int, n: int, target: float) -> float:
    """Return Q: one minus twice the tail beyond k (the tail itself when every calibration agrees)."""
    if k in (0, n):
        return 1 - (target**n if k else (1 - target) ** n)
    lower = sum(math.comb(n, i) * target**i * (1 - target) ** (n - i) for i in range(k + 1))
    upper = sum(math.comb(n, i) * target**i * (1 - target) ** (n - i) for i in range(k, n + 1))
    return max(0.0, 1 - 2 * (lower if k / n < target else upper))


def _factor(distance: float, rejection: float) -> float:
    if distance <= 0:
        return 10 ** (distance * rejection)
    exponent = distance / (1 - rejection) if rejection < 1 else math.inf
    return 10**exponent if exponent < 300 else math.inf


def _reliability_range(k: int, n: int, confidence: float) -> tuple[float, float]:
    bounds = clopper_pearson(k, n, confidence, sides=1 if k in (0, n) else 2)
    return bounds.lower, bounds.upper
