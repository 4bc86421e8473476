"""A limit over a million points: whole numbers of the last decimal place instead of decimals."""

from metrology.decimal_array import DecimalArray, Values
from metrology.exact import shift
from metrology.limits.base import Limit


def exact_vector(limit: Limit, points: Values) -> tuple[DecimalArray, DecimalArray]:
    """Return the lower and upper limit at every point, exact.

    Args:
        limit: the limit.
        points: shape (n,); anything `DecimalArray.of` takes.

    Returns:
        Two arrays of shape (n,) with as many decimal places as the limit needs.

    Raises:
        OutOfTable: the limit is not defined at a point.
    """
    x = DecimalArray.of(points)
    out = limit.places(x.places)
    reach = limit.bound(x.largest())
    whole = x.roomy(shift(reach, out))
    lower, upper = limit.integers(whole.integers, x.places, out)
    return DecimalArray(lower, out), DecimalArray(upper, out)
