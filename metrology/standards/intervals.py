"""Recalibration intervals from the record of past calibrations (ILAC-G24:2022/OIML D 10).

ILAC-G24 names five methods and prints no formula; where a laboratory must choose a figure, it is an argument here.
"""

from decimal import Decimal

from metrology.exact import Number, multiply, to_decimal


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
