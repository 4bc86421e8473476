"""Half-even rounding of a million decimals to their intervals."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.decimal_array import DecimalArray, Integers
from metrology.exact import Number, add, exponent_of, integer_at, multiply, shift
from metrology.rounding import Rounding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Intervals = Rounding | Number | Sequence[Rounding | Number]
"""One interval, or one for each class of rows."""

# A quotient of whole numbers below 2^51 by a whole number is correctly rounded to a double that is a half exactly when
# the true quotient is one: any other quotient is at least 1/(2·divisor) away from a half, more than half a unit in the
# last place of the double.
_EXACT_QUOTIENT = 2**51


def intervals_of(intervals: Intervals) -> list[Decimal]:
    """Return the interval of each class.

    Raises:
        ValueError: an interval is not positive.
    """
    several = intervals if isinstance(intervals, Sequence) and not isinstance(intervals, str) else [intervals]
    return [item.interval if isinstance(item, Rounding) else Rounding(item).interval for item in several]


class ColumnRounding:
    """The rounding of a column, prepared so that any part of it can be rounded when it is needed.

    Attributes:
        places: decimal places of the rounded values.
        reach: a magnitude that no rounded value exceeds.
    """

    def __init__(self, values: DecimalArray, intervals: Intervals, which: "NDArray[np.integer[Any]] | None") -> None:
        """Prepare values and intervals; the arguments are those of `round_array`.

        Raises:
            ValueError: an interval is not positive.
        """
        import numpy as np

        steps = intervals_of(intervals)
        self.places = max(values.places, *(-exponent_of(step) for step in steps))
        self.reach = add(values.largest(), *steps)
        wide = values.to_places(self.places).roomy(shift(multiply(self.reach, Decimal(2)), self.places))
        self._integers = wide.integers
        self._short = wide.integers.dtype != object and wide.largest_integer() < _EXACT_QUOTIENT
        whole = [integer_at(step, -self.places) for step in steps]
        self._steps: Any = whole[0] if len(whole) == 1 else np.array(whole, wide.integers.dtype)
        self._which = None if len(whole) == 1 else which

    def rounded(self, rows: slice) -> Integers:
        """Return the rounded values of some rows, in units of 10^-places."""
        import numpy as np

        values = self._integers[rows]
        steps = self._steps if self._which is None else self._steps[self._which[rows]]
        if not self._short:
            return _long_way(values, steps)
        quotient = values / steps
        return np.rint(quotient, out=quotient).astype(np.int64) * steps


def round_array(
    values: DecimalArray, intervals: Intervals, which: "NDArray[np.integer[Any]] | None" = None
) -> DecimalArray:
    """Round every value half-even to the nearest multiple of its interval, as `round_to_interval` does.

    Args:
        values: shape (n,).
        intervals: one interval for all, or one for each class.
        which: shape (n,), the class of every value, where there are several intervals.

    Raises:
        ValueError: an interval is not positive.
    """
    column = ColumnRounding(values, intervals, which)
    return DecimalArray(column.rounded(slice(None)), column.places)


def _long_way(values: Integers, steps: Any) -> Integers:
    """Round whole numbers of any length."""
    import numpy as np

    quotient, left = abs(values) // steps, abs(values) % steps
    up = (2 * left > steps) | ((2 * left == steps) & (quotient % 2 == 1))
    return np.where(values < 0, -1, 1).astype(values.dtype) * (quotient + up) * steps
