"""Values at the points of a certificate, with straight lines between them."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from metrology.exact import add, divide, exponent_of, multiply, plain, subtract

GUARD_PLACES = 4
"""Decimal places that an interpolated value has beyond the most precise value of its table."""


@dataclass(frozen=True, slots=True)
class Table:
    """Linear interpolation between stated points; nothing is stated beyond the first and the last.

    At a point the stated value is returned as it stands. Between points the value is rounded once, half to even, to
    four places more than the table states, so that the rounding is below a thousandth of the last certified digit.

    >>> Table(((Decimal(0), Decimal("0.1")), (Decimal(10), Decimal("0.3")))).at(Decimal(4))
    Decimal('0.18000')

    Attributes:
        points: pairs of value and stated result, by ascending value.

    Raises:
        ValueError: there are fewer than two points, or the values do not ascend.
    """

    points: tuple[tuple[Decimal, Decimal], ...]

    def __post_init__(self) -> None:
        """Refuse a table that cannot be interpolated."""
        if len(self.points) < 2:
            raise ValueError("a table needs at least two points; write one value as a constant")
        for (before, _), (value, _) in zip(self.points, self.points[1:], strict=False):
            if value <= before:
                raise ValueError(f"the points of a table ascend; {plain(value)} follows {plain(before)}")

    @property
    def places(self) -> int:
        """Decimal places of an interpolated value."""
        return max(0, *(-exponent_of(y) for _, y in self.points)) + GUARD_PLACES

    def at(self, value: Decimal) -> Decimal:
        """Return the stated or interpolated result.

        Raises:
            ValueError: the value lies beyond the table.
        """
        place = bisect_left(self.points, value, key=lambda point: point[0])
        if place < len(self.points) and self.points[place][0] == value:
            return self.points[place][1]
        if place in {0, len(self.points)}:
            ends = f"{plain(self.points[0][0])} to {plain(self.points[-1][0])}"
            raise ValueError(f"{plain(value)} is beyond the table, {ends}; nothing is extrapolated")
        (x0, y0), (x1, y1) = self.points[place - 1], self.points[place]
        part = divide(multiply(subtract(y1, y0), subtract(value, x0)), subtract(x1, x0))
        return add(y0, part).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_EVEN)
