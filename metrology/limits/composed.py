"""Limits made of several limits: the greatest or the least of them, or their sum."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar, Self

from metrology.exact import Number, add
from metrology.limits.base import Language, Limit
from metrology.limits.text import Pair
from metrology.status import Source, combined

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

    def source_at(self, point: Number) -> Source | None:
        """Return the pedigree of the join and of all its parts: which of them applies depends on all of them."""
        parts = (limit.source_at(point) or self.source for limit in self.limits)
        return combined(*parts) if self.source is None else combined(self.source, *parts)

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
class _OneOf(_Several):
    """On each side the limit of one of the parts."""

    _named: ClassVar[tuple[str, str]]
    """How the choice is named in Chinese, after the parts, and in English, before them."""

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the parts and which of them applies."""
        parts, (zh, en) = self._formulas(language, unit, variable), self._named
        return f"{'、'.join(parts)} {zh}" if language == "zh" else f"{en} {' and '.join(parts)}"


@dataclass(frozen=True, repr=False, init=False)
class Greatest(_OneOf):
    """The widest of several limits, side by side: "…, whichever is the greater"."""

    _named = ("取大者", "the greater of")

    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        return reduce(over.least, lowers), reduce(over.greatest, uppers)


@dataclass(frozen=True, repr=False, init=False)
class Least(_OneOf):
    """The narrowest of several limits, side by side: "…, but not more than …"."""

    _named = ("取小者", "the smaller of")

    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        return reduce(over.greatest, lowers), reduce(over.least, uppers)


@dataclass(frozen=True, repr=False, init=False)
class Sum(_Several):
    """The sum of several limits, side by side."""

    def _join(self, lowers: list[Any], uppers: list[Any], *, over: "_Pointwise") -> tuple[Any, Any]:
        return reduce(over.plus, lowers), reduce(over.plus, uppers)

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the parts joined by plus signs."""
        return " + ".join(f"({part})" for part in self._formulas(language, unit, variable))


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
