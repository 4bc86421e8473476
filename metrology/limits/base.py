"""What every limit can do: say its two values at a point, print itself, be stored, and judge a million points."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, Self

from metrology.exact import Number, exponent_of, plain
from metrology.limits.text import Pair, limit_text
from metrology.status import Source

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from metrology.decimal_array import DecimalArray, Integers, Values
    from metrology.limits.ladder import Ladder

Language = Literal["zh", "en"]


class OutOfTable(ValueError):
    """A point lies outside the range for which the regulation states a limit; nothing is extrapolated.

    Attributes:
        point: the point that was asked for.
        clause: the clause of the table, or an empty text.
        covered: the range the table covers, for print.
    """

    def __init__(self, point: Decimal, clause: str, covered: str) -> None:
        self.point = point
        self.clause = clause
        self.covered = covered
        where = f" ({clause})" if clause else ""
        super().__init__(
            f"{plain(point)} is outside the table of limits{where}, which covers {covered}; no limit is extrapolated"
            f" / {plain(point)} 超出最大允许误差表{where}的范围 {covered}, 不得外推"
        )


@dataclass(frozen=True, repr=False)
class Limit(ABC):
    """A maximum permissible error (最大允许误差) as a function of the point at which it applies.

    Limits are immutable, compare equal by content and compose: a band holds a limit, a sum holds limits. The unit is
    the caller's: point and error are in the units for which the table was written.

    Attributes:
        source: clause and status of the table this limit was transcribed from.
    """

    source: Source | None = field(default=None, kw_only=True)

    @abstractmethod
    def at(self, point: Number) -> Pair:
        """Return the lower and upper limit at a point, exact.

        Raises:
            OutOfTable: the table states no limit there.
            TypeError: the point is a binary float.
        """

    @abstractmethod
    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the limit as it is printed, e.g. ``±0.5 e, 0 ≤ m ≤ 500 e; …``.

        Args:
            language: ``"zh"`` or ``"en"``.
            unit: unit to print behind every value.
            variable: the letter that stands for the point.
        """

    def text(self, point: Number | None = None, *, unit: str = "") -> str:
        """Return the limit at a point as it is printed: ``±0.5 kPa``, ``-4 % … +1 %``, ``≥ 20 MΩ``.

        Args:
            point: where the limit applies; not needed for a limit that is the same everywhere.
            unit: unit to print behind the values.

        Raises:
            ValueError: the limit depends on the point and none is given.
            OutOfTable: the table states no limit there.
        """
        if point is None and self.varies:
            raise ValueError(f"the limit depends on the point at which it applies, and none was given: {self!r}")
        return limit_text(*self.at(0 if point is None else point), unit)

    @abstractmethod
    def stretched(self, factor: Decimal) -> "Limit":
        """Return the limit L with L(factor · x) = factor · self(x): the same table in a unit `factor` times smaller."""

    @abstractmethod
    def places(self, of_points: int) -> int:
        """Return how many decimal places hold every value of this limit, for points of so many places."""

    @abstractmethod
    def bound(self, largest: Decimal) -> Decimal:
        """Return a number that no limit exceeds in magnitude for points up to `largest` in magnitude."""

    @abstractmethod
    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Return lower and upper limit in units of 10^-out for points in units of 10^-places.

        This is the arithmetic behind `exact_vector`, which sees to it that `out` is enough and that nothing overflows.
        """

    @property
    def varies(self) -> bool:
        """Whether the limit depends on the point; if not, a decision needs no point."""
        return True

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the points at which the table changes from one row to the next, or ends, ascending."""
        return ()

    def ladder(self) -> "Ladder | None":
        """Return the limit as a ladder of constant steps, or None where it varies between breaks."""
        return None

    def source_at(self, point: Number) -> Source | None:  # noqa: ARG002  # tables of several rows look at the point
        """Return the pedigree of the row that applies at a point."""
        return self.source

    def exact_vector(self, points: "Values") -> "tuple[DecimalArray, DecimalArray]":
        """Return lower and upper limit at many points as exact decimal arrays.

        Args:
            points: shape (n,); anything `DecimalArray.of` takes.

        Raises:
            OutOfTable: the table states no limit at one of the points (the first such is named).
        """
        from metrology.limits.vector import exact_vector

        return exact_vector(self, points)

    def vector(self, points: "Values") -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
        """Return lower and upper limit at many points as the doubles nearest to the exact values.

        Up to fifteen significant digits, different decimals have different nearest doubles, in the same order. A
        reading of up to fifteen digits, itself converted to the nearest double (as ``float(text)`` does), therefore
        compares with these limits exactly as the decimals do.

        Raises:
            OutOfTable: as `exact_vector`.
            ValueError: a limit needs more than fifteen significant digits; use `exact_vector`.
        """
        lower, upper = self.exact_vector(points)
        return lower.doubles(), upper.doubles()

    def sourced(self, source: Source) -> Self:
        """Return the same limit with the given pedigree."""
        other = copy(self)
        object.__setattr__(other, "source", source)
        return other

    def to_dict(self) -> dict[str, Any]:
        """Return the limit as JSON-able data, numbers as text."""
        from metrology.limits.serial import limit_to_dict

        return limit_to_dict(self)

    @staticmethod
    def from_dict(fields: Mapping[str, Any]) -> "Limit":
        """Rebuild a limit from `to_dict`.

        Raises:
            ValueError: the kind of limit is unknown.
        """
        from metrology.limits.serial import limit_from_dict

        return limit_from_dict(fields)

    def __repr__(self) -> str:
        from metrology.limits.serial import limit_repr

        return limit_repr(self)


def places_of(number: Decimal) -> int:
    """Return the decimal places of a number, at least 0."""
    return max(0, -exponent_of(number))


def not_negative(number: Decimal, what: str) -> None:
    """Refuse a negative part of a limit."""
    if number < 0:
        raise ValueError(f"the {what} of a limit cannot be negative, as {plain(number)} is")
