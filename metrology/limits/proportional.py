"""Limits that grow with the magnitude of the point: a percentage of it, and a + b·|x|."""

# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import Number, add, integer_at, multiply, negated, plain, shift, to_decimal
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, not_negative, places_of
from metrology.limits.text import Pair, with_unit

if TYPE_CHECKING:
    from metrology.decimal_array import Integers


@dataclass(frozen=True, repr=False)
class Linear(Limit):
    """A constant part and a part proportional to the magnitude: ±(a + b·|x|).

    Attributes:
        a: constant part, in the unit of the error.
        b: share of the magnitude of the point (0.002 for 0.2 %).
    """

    a: ExactField = ExactField()
    b: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse negative parts, which would make a limit that shrinks below zero."""
        not_negative(self.a, "constant part")
        not_negative(self.b, "proportional part")

    def at(self, point: Number) -> Pair:
        """Return ±(a + b·|point|)."""
        value = self.bound(to_decimal(point).copy_abs())
        return negated(value), value

    def stretched(self, factor: Decimal) -> "Linear":
        """Return the line with its constant part times the factor."""
        return replace(self, a=multiply(self.a, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``±(a + b|x|)``."""
        del language
        return f"±({with_unit(self.a, unit)} + {plain(self.b)}|{variable}|)"

    def places(self, of_points: int) -> int:
        """Return the places of the longer of the two parts."""
        return max(places_of(self.a), places_of(self.b) + of_points)

    def bound(self, largest: Decimal) -> Decimal:
        """Return a + b·largest."""
        return add(self.a, multiply(self.b, largest))

    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Return ∓(a + b·|x|) for every point."""
        upper = integer_at(self.a, -out) + integer_at(self.b, places - out) * abs(points)
        return -upper, upper


@dataclass(frozen=True, repr=False)
class OfReading(Limit):
    """A percentage of the magnitude of the point (相对误差): ±percent · |x| / 100.

    Attributes:
        percent: the percentage, not negative.
    """

    percent: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse a negative percentage."""
        not_negative(self.percent, "percentage")

    def at(self, point: Number) -> Pair:
        """Return ±percent·|point|/100."""
        value = self.bound(to_decimal(point).copy_abs())
        return negated(value), value

    def stretched(self, factor: Decimal) -> "OfReading":
        """A percentage is the same in every unit."""
        del factor
        return self

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the percentage and of what."""
        del unit
        percent = plain(self.percent)
        return f"±{variable} 的 {percent} %" if language == "zh" else f"±{percent} % of {variable}"

    def places(self, of_points: int) -> int:
        """Return the places of the product."""
        return places_of(self.percent) + 2 + of_points

    def bound(self, largest: Decimal) -> Decimal:
        """Return percent·largest/100."""
        return shift(multiply(self.percent, largest), -2)

    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Return ∓percent·|x|/100 for every point."""
        upper = integer_at(shift(self.percent, -2), places - out) * abs(points)
        return -upper, upper
