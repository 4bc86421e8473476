"""Limits made of limits: the greatest or the least of several, their sum, and a multiple."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any, Self

from metrology.exact import Number, add, integer_at, multiply, plain
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit, Pair, places_of
from metrology.limits.ladder import Ladder
from metrology.status import Source

if TYPE_CHECKING:
    from metrology.decimal_array import Integers


@dataclass(frozen=True, repr=False, init=False)
class _Several(Limit):
    """A limit made of several others, at each point.

    Attributes:
        limits: the parts, at least two.
    """

    limits: tuple[Limit, ...]

    def __init__(self, *limits: Limit, source: Source | None = None) -> None:
        if len(limits) < 2:
            raise ValueError(f"{type(self).__name__} needs at least two limits, not {len(limits)}")
        object.__setattr__(self, "limits", limits)
        object.__setattr__(self, "source", source)

    @abstractmethod
    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        """Join the sides of the parts, numbers or arrays alike."""

    def at(self, point: Number) -> Pair:
        """Return the joined limits of the parts at the point."""
        lowers, uppers = zip(*(limit.at(point) for limit in self.limits), strict=True)
        return self._join(list(lowers), list(uppers), over=_DECIMALS)

    @property
    def varies(self) -> bool:
        """Whether any part depends on the point."""
        return any(limit.varies for limit in self.limits)

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the breaks of all parts."""
        return tuple(sorted({point for limit in self.limits for point in limit.breaks()}))

    def stretched(self, factor: Decimal) -> Self:
        """Return the same join of the stretched parts."""
        return type(self)(*(limit.stretched(factor) for limit in self.limits), source=self.source)

    def places(self, of_points: int) -> int:
        """Return the places of the longest part."""
        return max(limit.places(of_points) for limit in self.limits)

    def bound(self, largest: Decimal) -> Decimal:
        """Return the sum of the parts' bounds, which no join exceeds."""
        return add(*(limit.bound(largest) for limit in self.limits))

    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Join the parts at every point."""
        lowers, uppers = zip(*(limit.integers(points, places, out) for limit in self.limits), strict=True)
        return self._join(list(lowers), list(uppers), over=_arrays())

    def _formulas(self, language: Language, unit: str, variable: str) -> list[str]:
        return [limit.formula(language, unit=unit, variable=variable) for limit in self.limits]


@dataclass(frozen=True, repr=False, init=False)
class Greatest(_Several):
    """The widest of several limits, side by side: "…, whichever is the greater"."""

    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        return reduce(over.least, lowers), reduce(over.greatest, uppers)

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the parts and that the greater applies."""
        parts = self._formulas(language, unit, variable)
        return "、".join(parts) + " 取大者" if language == "zh" else f"the greater of {' and '.join(parts)}"


@dataclass(frozen=True, repr=False, init=False)
class Least(_Several):
    """The narrowest of several limits, side by side: "…, but not more than …"."""

    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        return reduce(over.greatest, lowers), reduce(over.least, uppers)

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the parts and that the smaller applies."""
        parts = self._formulas(language, unit, variable)
        return "、".join(parts) + " 取小者" if language == "zh" else f"the smaller of {' and '.join(parts)}"


@dataclass(frozen=True, repr=False, init=False)
class Sum(_Several):
    """The sum of several limits, side by side."""

    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        return reduce(over.plus, lowers), reduce(over.plus, uppers)

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the parts joined by plus signs."""
        return " + ".join(f"({part})" for part in self._formulas(language, unit, variable))


@dataclass(frozen=True, repr=False)
class Scaled(Limit):
    """A multiple of another limit, e.g. twice the limit of initial verification for an instrument in service.

    Attributes:
        limit: the limit that is multiplied.
        factor: positive factor.
    """

    limit: Limit
    factor: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse a factor that would turn the limit over or make it vanish."""
        if self.factor <= 0:
            raise ValueError(f"a limit cannot be multiplied by {plain(self.factor)}: the factor must be positive")

    def at(self, point: Number) -> Pair:
        """Return the limit at the point times the factor."""
        lower, upper = self.limit.at(point)
        return multiply(lower, self.factor), multiply(upper, self.factor)

    @property
    def varies(self) -> bool:
        """Whether the multiplied limit depends on the point."""
        return self.limit.varies

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the breaks of the multiplied limit."""
        return self.limit.breaks()

    def ladder(self) -> Ladder | None:
        """Return the ladder of the multiplied limit, each step multiplied, if it is one."""
        plain_ladder = self.limit.ladder()
        if plain_ladder is None:
            return None
        return plain_ladder.mapped(lambda value: multiply(value, self.factor))

    def source_at(self, point: Number) -> Source | None:
        """Return the own pedigree, else that of the multiplied limit."""
        return self.source or self.limit.source_at(point)

    def stretched(self, factor: Decimal) -> "Scaled":
        """Return the multiple of the stretched limit."""
        return replace(self, limit=self.limit.stretched(factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return ``factor × (…)``."""
        return f"{plain(self.factor)} × ({self.limit.formula(language, unit=unit, variable=variable)})"

    def places(self, of_points: int) -> int:
        """Return the places of the product."""
        return self.limit.places(of_points) + places_of(self.factor)

    def bound(self, largest: Decimal) -> Decimal:
        """Return the bound times the factor."""
        return multiply(self.limit.bound(largest), self.factor)

    def integers(self, points: "Integers", places: int, out: int) -> "tuple[Integers, Integers]":
        """Return the limit at every point times the factor."""
        of_factor = places_of(self.factor)
        factor = integer_at(self.factor, -of_factor)
        lower, upper = self.limit.integers(points, places, out - of_factor)
        return lower * factor, upper * factor


@dataclass(frozen=True)
class _Pointwise:
    """The three joins, for numbers or for arrays."""

    least: Callable[[Any, Any], Any]
    greatest: Callable[[Any, Any], Any]
    plus: Callable[[Any, Any], Any]


_DECIMALS = _Pointwise(min, max, add)


def _arrays() -> _Pointwise:
    import numpy as np

    return _Pointwise(np.minimum, np.maximum, np.add)
