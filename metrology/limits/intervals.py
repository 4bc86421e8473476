"""Limits written in verification scale intervals e, as for weighing instruments."""
# ruff: noqa: RUF009  # the default of an ExactField is a descriptor, one for each field, not a shared value

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from metrology.exact import Number, multiply, plain
from metrology.exact_field import ExactField
from metrology.limits.base import Language, Limit
from metrology.limits.text import Pair
from metrology.status import Source, both


@dataclass(frozen=True, repr=False)
class InIntervals(Limit):
    """A limit whose points and values are counted in verification scale intervals (检定分度值).

    A table that says "±0.5 e for 0 ≤ m ≤ 500 e" is entered in e and applied to a load in the unit of e. Nothing is
    divided: the table is multiplied by e, so that an edge falls exactly on its load.

    Attributes:
        limit: the limit, point and value in e.
        e: verification scale interval, in the unit of the load.
    """

    limit: Limit
    e: ExactField = ExactField()

    def __post_init__(self) -> None:
        """Refuse an interval that is not positive."""
        if self.e <= 0:
            raise ValueError(f"the verification scale interval e must be positive, not {plain(self.e)}")

    @cached_property
    def in_unit(self) -> Limit:
        """The same limit in the unit of e."""
        return self.limit.stretched(self.e)

    def at(self, point: Number) -> Pair:
        """Return the limit at a load."""
        return self.in_unit.at(point)

    @property
    def varies(self) -> bool:
        """Whether the limit in e depends on the load."""
        return self.limit.varies

    def breaks(self) -> tuple[Decimal, ...]:
        """Return the loads at which the table changes."""
        return self.in_unit.breaks()

    def source_at(self, point: Number) -> Source | None:
        """Return the own pedigree together with that of the table in e."""
        return both(self.source, self.in_unit.source_at(point))

    def stretched(self, factor: Decimal) -> "InIntervals":
        """Return the limit with e times the factor."""
        return replace(self, e=multiply(self.e, factor))

    def formula(self, language: Language = "zh", *, unit: str = "", variable: str = "m") -> str:
        """Return the table in e, and what e is."""
        table = self.limit.formula(language, unit="e", variable=variable)
        return f"{table} (e = {plain(self.e)}{' ' + unit if unit else ''})"
