"""Limits that grow with the magnitude of the point: a percentage of it, and a + b·|x|."""

# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from dataclasses import dataclass, replace
from decimal import Decimal

from metrology.exact import Number, add, multiply, negated, plain, shift, to_decimal
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, not_negative
from metrology.limits.text import Pair, with_unit


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
        value = add(self.a, multiply(self.b, to_decimal(point).copy_abs()))
        return negated(value), value

    def stretched(self, factor: Decimal) -> "Linear":
        """Return the line with its constant part times the factor."""
        return replace(self, a=multiply(self.a, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``±(a + b|x|)``."""
        del language
        return f"±({with_unit(self.a, unit)} + {plain(self.b)}|{variable}|)"


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
        value = shift(multiply(self.percent, to_decimal(point).copy_abs()), -2)
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
