"""Limits over a million points: whole numbers of the last decimal place instead of decimals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from metrology.decimal_array import DecimalArray, Integers, Values
from metrology.exact import shift
from metrology.limits.base import Limit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class LimitLookup:
    """The limits of several classes, ready to be asked for many points.

    Attributes:
        limits: the limit of each class.
        places: decimal places of the points.
        out: decimal places of the limits, enough to hold each exactly.
    """

    def __init__(self, limits: Sequence[Limit], places: int) -> None:
        self.limits = limits
        self.places = places
        self.out = max(limit.places(places) for limit in limits)

    def roomy(self, points: DecimalArray) -> Integers:
        """Return the points' integers, wide enough for every limit at them."""
        reach = max(limit.bound(points.largest()) for limit in self.limits)
        return points.roomy(shift(reach, self.out)).integers

    def integers(self, points: Integers, which: "NDArray[np.integer[Any]] | None") -> tuple[Integers, Integers]:
        """Return the lower and upper limit at every point, in units of 10^-out.

        Args:
            points: shape (n,), from `roomy` or a part of it.
            which: shape (n,), the class of every point; None if there is one class.

        Raises:
            OutOfTable: the limit is not defined at a point.
        """
        import numpy as np

        if which is None:
            return self.limits[0].integers(points, self.places, self.out)
        lower, upper = np.empty_like(points), np.empty_like(points)
        for index, limit in enumerate(self.limits):
            here = np.flatnonzero(which == index)
            lower[here], upper[here] = limit.integers(points[here], self.places, self.out)
        return lower, upper


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
    lookup = LimitLookup([limit], x.places)
    lower, upper = lookup.integers(lookup.roomy(x), None)
    return DecimalArray(lower, lookup.out), DecimalArray(upper, lookup.out)
