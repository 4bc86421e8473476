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
    import numpy as np

    decimals = intervals_of(intervals)
    places = max(values.places, *(-exponent_of(step) for step in decimals))
    reach = multiply(add(values.largest(), *decimals), Decimal(2))
    wide = values.to_places(places).roomy(shift(reach, places))
    whole = [integer_at(step, -places) for step in decimals]
    steps: Any = whole[0] if len(whole) == 1 or which is None else np.array(whole, wide.integers.dtype)[which]
    if wide.integers.dtype == object or wide.largest_integer() >= _EXACT_QUOTIENT:
        return DecimalArray(_long_way(wide.integers, steps), places)
    quotient = wide.integers / steps
    return DecimalArray(np.rint(quotient, out=quotient).astype(np.int64) * steps, places)


def _long_way(values: Integers, steps: Any) -> Integers:
    """Round whole numbers of any length."""
    import numpy as np

    quotient, left = abs(values) // steps, abs(values) % steps
    up = (2 * left > steps) | ((2 * left == steps) & (quotient % 2 == 1))
    return np.where(values < 0, -1, 1).astype(values.dtype) * (quotient + up) * steps
