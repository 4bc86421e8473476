"""How a module says what is permitted: the limits of `metrology.limits` under the words of a regulation."""

from decimal import Decimal
from typing import TypeAlias

from metrology.exact import Number, divide, trimmed
from metrology.limits import Asymmetric, AtLeast, AtMost, Constant, Limit
from metrology.limits.text import limit_text
from procedures.errors import NotMeasured
from procedures.text import Text

MOST_PRINTED = 4
"""Digits of a limit as tables print it."""

Sides: TypeAlias = tuple[Decimal | None, Decimal | None]
"""Lower and upper limit; None where a side is free."""


def within(magnitude: Number) -> Limit:
    """Permit ±magnitude."""
    return Constant(magnitude)


def at_most(upper: Number) -> Limit:
    """Permit everything up to a value, the value included."""
    return AtMost(upper)


def at_least(lower: Number) -> Limit:
    """Permit everything from a value on, the value included."""
    return AtLeast(lower)


def between(lower: Number, upper: Number) -> Limit:
    """Permit an interval, its ends included."""
    return Asymmetric(lower, upper)


def less_uncertainty(magnitude: Decimal, U: Decimal | None) -> Decimal:
    """A limit, as it is while U is at most a third of it; where U is larger, 4/3 of the limit less U.

    Several laws let an error be determined with a larger uncertainty at this price (France: order of 21 October 2010,
    article 14). Without a certificate there is no U, and the limit stays: the start gate says what is missing.

    >>> less_uncertainty(Decimal(3), Decimal(1)), less_uncertainty(Decimal(3), Decimal("1.5"))
    (Decimal('3'), Decimal('2.5'))

    Raises:
        NotMeasured: The uncertainty uses up the limit.
    """
    if U is None or magnitude >= 3 * U:
        return magnitude
    left = divide(4 * magnitude, Decimal(3)) - U
    if left <= 0:
        raise NotMeasured(Text("测量不确定度超过允许误差", "the uncertainty of the measurement uses up the limit"))
    return trimmed(left)


def sides(limit: Limit, point: Decimal | None) -> Sides:
    """Return both sides at a point.

    Raises:
        ValueError: The limit depends on the point and none was given.
        OutOfTable: The table states no limit there.
    """
    if point is None and limit.varies:
        raise ValueError("the limit depends on the point: give compare(..., point=...)")
    lower, upper = limit.at(Decimal(0) if point is None else point)
    return lower if lower.is_finite() else None, upper if upper.is_finite() else None


def printed(pair: Sides) -> str:
    """Return the limit as a column shows it.

    >>> printed(sides(within("0.05"), None)), printed(sides(at_most(1), None)), printed(sides(at_least(20), None))
    ('±0.05', '≤ 1', '≥ 20')

    A limit that was computed, and so has more digits than a page prints, is shown without trailing zeros.

    >>> printed(sides(within("0.50"), None)), printed(sides(within("15.000"), None))
    ('±0.50', '±15')
    """
    lower, upper = (trimmed(s) if s is not None and len(s.as_tuple().digits) > MOST_PRINTED else s for s in pair)
    return limit_text(lower, upper)


def magnitude(pair: Sides) -> Decimal | None:
    """Return how far from zero an error may be on the tighter side; None where nothing but a least value is asked.

    >>> magnitude((Decimal(-30), None)), magnitude((Decimal(20), None))
    (Decimal('30'), None)
    """
    lower, upper = pair
    if upper is None:
        return -lower if lower is not None and lower < 0 else None
    return abs(upper) if lower is None or lower >= 0 else min(abs(lower), abs(upper))
