"""Limits made of several limits: the greatest of them."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from metrology.exact import Number
from metrology.limits.base import Language, Limit
from metrology.limits.text import Pair
from metrology.status import Source, combined


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
    def _join(self, lowers: Sequence[Decimal], uppers: Sequence[Decimal]) -> Pair:
        """Join the sides of the parts."""

    def at(self, point: Number) -> Pair:
        """Return the joined limits of the parts at the point."""
        lowers, uppers = zip(*(limit.at(point) for limit in self.limits), strict=True)
        return self._join(lowers, uppers)

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

    def _join(self, lowers: Sequence[Decimal], uppers: Sequence[Decimal]) -> Pair:
        return min(lowers), max(uppers)
