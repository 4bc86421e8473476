"""Limits of one formula: constant, asymmetric, of the reading, of the span, and a + b·|x|."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from abc import abstractmethod
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import Number, add, integer_at, multiply, negated, plain, shift, subtract, to_decimal, trimmed
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, Pair, places_of, with_unit
from metrology.limits.ladder import Ladder, Step

if TYPE_CHECKING:
    from metrology.decimal_array import Integers


@dataclass(frozen=True, repr=False)
class _Level(Limit):
    """A limit that is the same at every point."""

    @abstractmethod
    def _pair(self) -> Pair:
        """Return the two sides."""

    def at(self, point: Number) -> Pair:
        """Return the limit; the point is looked at only to refuse what is not a number."""
        to_decimal(point)
        return self._pair()

    @property
    def varies(self) -> bool:
        """Such a limit does not depend on the point."""
        return False

    def ladder(self) -> Ladder:
        """Return the one step without an end."""
        return Ladder(None, True, (Step(None, True, *self._pair()),))

    def places(self, of_points: int) -> int:
        """Return the places of the limit itself."""
        del of_points
        return max(map(places_of, self._pair()))

    def bound(self, largest: Decimal) -> Decimal:
        """Return the larger magnitude of the two sides."""
        del largest
        return max(side.copy_abs() for side in self._pair())

    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Return the two values once per point."""
        del places
        import numpy as np

        lower, upper = (integer_at(side, -out) for side in self._pair())
        return np.full_like(points, lower), np.full_like(points, upper)


@dataclass(frozen=True, repr=False)
class Constant(_Level):
    """The same limit everywhere: ±value.

    Attributes:
        value: magnitude of the limit, not negative.
    """

    value: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse a negative magnitude."""
        _not_negative(self.value, "limit")

    def _pair(self) -> Pair:
        return negated(self.value), self.value

    def stretched(self, factor: Decimal) -> "Constant":
        """Return ±factor · value."""
        return replace(self, value=multiply(self.value, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``±value``."""
        del language, variable
        return f"±{with_unit(self.value, unit)}"


@dataclass(frozen=True, repr=False)
class Asymmetric(_Level):
    """Different limits on the two sides, e.g. −4 % … +1 % of taximeters.

    Attributes:
        lower: lower limit.
        upper: upper limit, not below the lower one.
    """

    lower: ExactField = ExactField()
    upper: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse sides that have changed places."""
        if self.lower > self.upper:
            raise ValueError(f"the lower limit {plain(self.lower)} is above the upper limit {plain(self.upper)}")

    def _pair(self) -> Pair:
        return self.lower, self.upper

    def stretched(self, factor: Decimal) -> "Asymmetric":
        """Return both sides times the factor."""
        return replace(self, lower=multiply(self.lower, factor), upper=multiply(self.upper, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``lower … +upper``."""
        del language, variable
        return f"{_signed(self.lower, unit)} … {_signed(self.upper, unit)}"


@dataclass(frozen=True, repr=False)
class OfSpan(_Level):
    """A percentage of the span (引用误差): ±percent · (upper − lower) / 100; with lower = 0, of the upper limit.

    Attributes:
        percent: the percentage, e.g. the accuracy class of a pressure gauge.
        lower: lower limit of the measuring range.
        upper: upper limit of the measuring range, above the lower one.
    """

    percent: ExactField = ExactField()
    lower: ExactField = ExactField()
    upper: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse a negative percentage and an empty span."""
        _not_negative(self.percent, "percentage")
        if self.upper <= self.lower:
            raise ValueError(f"the span from {plain(self.lower)} to {plain(self.upper)} is empty or reversed")

    def _pair(self) -> Pair:
        value = shift(multiply(self.percent, subtract(self.upper, self.lower)), -2)
        return negated(value), value

    def stretched(self, factor: Decimal) -> "OfSpan":
        """Return the same percentage of the stretched span."""
        return replace(self, lower=multiply(self.lower, factor), upper=multiply(self.upper, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the percentage, what it is of, and its value."""
        del variable
        of = {"zh": "上限", "en": "the upper limit"} if self.lower == 0 else {"zh": "量程", "en": "the span"}
        value = with_unit(trimmed(self._pair()[1]), unit)
        text = {"zh": f"±{of['zh']}的 {plain(self.percent)} %", "en": f"±{plain(self.percent)} % of {of['en']}"}
        return f"{text[language]} = ±{value}"


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
        _not_negative(self.a, "constant part")
        _not_negative(self.b, "proportional part")

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
        _not_negative(self.percent, "percentage")

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


def _not_negative(number: Decimal, what: str) -> None:
    if number < 0:
        raise ValueError(f"the {what} of a limit cannot be negative, as {plain(number)} is")


def _signed(number: Decimal, unit: str) -> str:
    return ("+" if number > 0 else "") + with_unit(number, unit)
