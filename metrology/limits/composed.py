"""Limits made of several limits: the greatest of them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from metrology.exact import Number
from metrology.limits.base import Language, Limit
from metrology.limits.text import Pair
from metrology.status import Source, combined


@dataclass(frozen=True, repr=False, init=False)
class Greatest(Limit):
    """The widest of several limits, side by side: "…, whichever is the greater".

    Attributes:
        limits: the parts, at least two.
    """

    limits: tuple[Limit, ...]

    def __init__(self, *limits: Limit, source: Source | None = None) -> None:
        if len(limits) < 2:
            raise ValueError(f"{type(self).__name__} needs at least two limits, not {len(limits)}")
        object.__setattr__(self, "limits", limits)
        object.__setattr__(self, "source", source)

    def at(self, point: Number) -> Pair:
        """Return the lowest lower and the highest upper limit of the parts at the point."""
        lowers, uppers = zip(*(limit.at(point) for limit in self.limits), strict=True)
        return min(lowers), max(uppers)

    @property
    def varies(self) -> bool:
        """Whether any part depends on the point."""
        return any(limit.varies for limit in self.limits)

    def source_at(self, point: Number) -> Source | None:
        """Return the pedigree of the whole and of all its parts: which of them applies depends on all of them."""
        parts = (limit.source_at(point) or self.source for limit in self.limits)
        return combined(*parts) if self.source is None else combined(self.source, *parts)

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the breaks of all parts."""
        return tuple(sorted({point for limit in self.limits for point in limit.breaks()}))

    def stretched(self, factor: Decimal) -> Self:
        """Return the greatest of the stretched parts."""
        return type(self)(*(limit.stretched(factor) for limit in self.limits), source=self.source)

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "x") -> str:
        """Return the parts and which of them applies."""
        parts = [limit.formula(language, unit=unit, variable=variable) for limit in self.limits]
        return f"{'、'.join(parts)} 取大者" if language == "zh" else f"the greater of {' and '.join(parts)}"
