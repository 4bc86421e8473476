"""The points at which a table of limits is most often transcribed wrongly: one step below, at, and above each break."""

from decimal import Decimal
from typing import NamedTuple

from metrology.exact import Number, add, subtract, to_decimal
from metrology.limits.base import Limit, OutOfTable
from metrology.limits.text import Pair


class EdgeCase(NamedTuple):
    """A point at or beside a break, and the limit there.

    Attributes:
        point: the point.
        limit: lower and upper limit, or None where the table states none.
    """

    point: Decimal
    limit: Pair | None


def edge_cases(limit: Limit, step: Number) -> list[EdgeCase]:
    """Return the limit one step below, at and one step above every break of a table.

    A test holds the list against the printed table, entered a second time by another hand.

    Args:
        limit: the limit under test.
        step: the smallest step of the point: the display's scale interval, or one of the last printed place.
    """
    size = to_decimal(step)
    points = (point for edge in limit.breaks() for point in (subtract(edge, size), edge, add(edge, size)))
    return [EdgeCase(point, _limit_or_none(limit, point)) for point in points]


def _limit_or_none(limit: Limit, point: Decimal) -> Pair | None:
    try:
        return limit.at(point)
    except OutOfTable:
        return None
