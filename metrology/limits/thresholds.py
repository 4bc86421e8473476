"""Which row of a table a point given as an integer belongs to."""

from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from metrology.exact import shift

if TYPE_CHECKING:
    from metrology.decimal_array import Integers


def last_within(edge: Decimal, places: int, *, closed: bool) -> int:
    """Return the largest integer n for which n · 10^-places lies within an edge: n ≤ edge if closed, else n < edge."""
    scaled = shift(edge, places)
    if closed:
        return int(scaled.to_integral_value(ROUND_FLOOR))
    return int(scaled.to_integral_value(ROUND_CEILING)) - 1


def row_of(
    points: "Integers", tops: Sequence[int], under: int | None, outside: Callable[[int], Exception]
) -> "Integers":
    """Return for every point the index of the first row whose top it does not exceed.

    Args:
        points: shape (n,), integers.
        tops: last integer within each row, ascending.
        under: last integer below the first row, or None where the table has no start.
        outside: makes the error for a point that is in no row.

    Raises:
        Exception: what `outside` makes, for the first point in no row.
    """
    import numpy as np

    beyond = points > tops[-1]
    if under is not None:
        beyond |= points <= under
    if beyond.any():
        raise outside(int(points[int(np.argmax(beyond))]))
    row = np.zeros(len(points), np.intp)
    for top in tops[:-1]:
        row += points > top
    return row
