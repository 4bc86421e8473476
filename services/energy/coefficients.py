"""What a unit of an energy counts for: standard coal by GB/T 2589, carbon dioxide by emission factors; or a figure of the site."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from metrology.status import Source, Status, combined
from metrology.text import Text
from procedures.energy_metering.editions import edition
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from procedures.kit.facts import Facts
    from services.energy.site import Coefficient

STANDARDS: Final = {"coal": "GB/T 2589", "co2": "CO2"}
RESULTS: Final = {"coal": "kgce", "co2": "kg"}
CARBON: Final = Fraction(44, 12)
"""Mass of carbon dioxide in that of its carbon."""
PARTS: Final = ("heat", "carbon", "oxidised")


@dataclass(frozen=True, slots=True)
class Factor:
    """What a unit of an energy counts for.

    Attributes:
        value: In the result's unit per `unit`; None where no figure is known.
        unit: The unit of the energy.
        source: Pedigree.
    """

    value: Fraction | None
    unit: str
    source: Source


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The coefficients of an edition, with those of the site before them.

    Attributes:
        of: ``coal`` or ``co2``.
        facts: The edition.
        own: Coefficients of the site.
    """

    of: str
    facts: Facts
    own: tuple[Coefficient, ...]

    def factor(self, kind: str) -> Factor | None:
        """What a kind of energy counts for; None where the edition says nothing of it."""
        for c in self.own:
            if c.kind == kind:
                return Factor(Fraction(c.value), c.unit.partition("/")[2], Source(c.basis, Status(c.status)))
        numbers = self.facts.content["numbers"]
        if kind in numbers:
            row = numbers[kind]
            value = Fraction(self.facts.number(kind)) if self.facts.known(kind) else None
            return Factor(value, str(row["unit"]).partition("/")[2], self.facts.source(str(row["source"])))
        return self._burnt(kind) if f"{kind}_heat" in numbers else None

    def _burnt(self, kind: str) -> Factor:
        """CO₂ of a fuel in kg: heating value · carbon content · oxidised part · 44/12 · 1000."""
        keys = [f"{kind}_{part}" for part in PARTS]
        numbers = self.facts.content["numbers"]
        source = combined(*(self.facts.source(str(numbers[key]["source"])) for key in keys))
        unit = str(numbers[keys[0]]["unit"]).partition("/")[2]
        assert source is not None  # noqa: S101  three were combined
        if not all(self.facts.known(key) for key in keys):
            return Factor(None, unit, source)
        heat, carbon, oxidised = (Fraction(self.facts.number(key)) for key in keys)
        return Factor(heat * carbon * oxidised * CARBON * 1000, unit, source)


def coefficients(
    of: str, first: date, last: date, own: Sequence[Coefficient], figures: Sequence[Path] = ()
) -> Coefficients:
    """The coefficients for a period.

    Args:
        of: ``coal`` or ``co2``.
        first: First day of the period.
        last: Its last day.
        own: Coefficients of the site.
        figures: Folders with figures that were read in print.

    Raises:
        NotInForce: No edition is in force on the first day.
        Refused: Another edition comes into force within the period.
    """
    before, after = (edition(STANDARDS[of], day, figures) for day in (first, last))
    if before.regulation.id != after.regulation.id:
        r = after.regulation
        zh = f"{r.id} 于 {r.in_force} 实施，期间须在该日之前结束或从该日开始"
        raise Refused(
            [Text(zh, f"{r.id} comes into force on {r.in_force}: end the period before, or begin it on that day")]
        )
    return Coefficients(of, after, tuple(c for c in own if c.of == of))
