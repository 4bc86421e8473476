"""Limits that are the same at every point: constant, asymmetric, on one side only, and a percentage of the span."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from abc import abstractmethod
from dataclasses import dataclass, replace
from decimal import Decimal

from metrology.exact import Number, multiply, negated, plain, shift, subtract, to_decimal, trimmed
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, not_negative
from metrology.limits.text import Pair, limit_text, with_unit

UNBOUNDED = Decimal("Infinity")
"""The upper side of a limit that has none."""


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


@dataclass(frozen=True, repr=False)
class Constant(_Level):
    """The same limit everywhere: ±value.

    Attributes:
        value: magnitude of the limit, not negative.
    """

    value: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse a negative magnitude."""
        not_negative(self.value, "limit")

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
        return limit_text(self.lower, self.upper, unit)


@dataclass(frozen=True, repr=False)
class AtLeast(_Level):
    """A limit on one side only: the value is not below it, e.g. an insulation resistance of at least 20 MΩ.

    Attributes:
        value: the limit.
    """

    value: ExactField = ExactField()

    def _pair(self) -> Pair:
        return self.value, UNBOUNDED

    def stretched(self, factor: Decimal) -> "AtLeast":
        """Return the limit times the factor."""
        return replace(self, value=multiply(self.value, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``≥ value``."""
        del language, variable
        return limit_text(self.value, None, unit)


@dataclass(frozen=True, repr=False)
class AtMost(_Level):
    """A limit on one side only: the value is not above it, e.g. a response time of at most 60 s.

    Attributes:
        value: the limit.
    """

    value: ExactField = ExactField()

    def _pair(self) -> Pair:
        return negated(UNBOUNDED), self.value

    def stretched(self, factor: Decimal) -> "AtMost":
        """Return the limit times the factor."""
        return replace(self, value=multiply(self.value, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``≤ value``."""
        del language, variable
        return limit_text(None, self.value, unit)


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
        not_negative(self.percent, "percentage")
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
