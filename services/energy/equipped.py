"""How a site is equipped by GB 17167: rates by kind of energy and level, classes of its instruments, and how many are valid."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.status import Status
from metrology.text import Text
from procedures.energy_metering.equipping import LEVELS, Equipping, at_least_as_good, equipping, groups, kinds, levels
from services.energy.held import SOURCES, Held, held
from services.rates.rates import percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from metrology.status import Source
    from registers.book import Book
    from services.energy.points import Point

DEFINITION = Text(
    "配备率 = 实际安装配备数量 / 理论需要量（表中该级别的测量点数）；停用的不计为配备。未经修约比较。"
    "受检率 = 当日有效 / 已安装；登记簿中有的以登记簿为准。数据未核实的不作结论。",
    "Equipping rate = instruments installed / points of that level in the list, which is what is theoretically needed; one that is stopped "
    "does not count as installed. Compared unrounded. Valid rate = valid on the day / installed; the register counts where the instrument "
    "is in it. Nothing is concluded from a figure that is not verified.",
)


@dataclass(frozen=True, slots=True)
class RateCell:
    """The equipping rate of a kind of energy at a level.

    Attributes:
        kind, level: Of what.
        needed, installed: Points, and those with an instrument in use.
        required: Rate that is asked for, in %; None where no figure is known.
        source: Pedigree of that rate.
        missing: Points without an instrument in use.
    """

    kind: str
    level: str
    needed: int
    installed: int
    required: Decimal | None
    source: Source
    missing: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """Whether the rate is reached; undecided where what is asked for was never read or seen in a source."""
        if self.required is None or self.source.status is Status.UNVERIFIED:
            return Outcome.UNDECIDED
        reached = Fraction(self.installed * 100, self.needed) >= Fraction(self.required)
        return Outcome.CONFORM if reached else Outcome.NOT_CONFORM


@dataclass(frozen=True, slots=True)
class ClassCheck:
    """The accuracy class of an instrument against what is asked of its group.

    Attributes:
        held: The instrument.
        required: What is asked for; empty where nothing is known.
        source: Pedigree of that.
    """

    held: Held
    required: str
    source: Source

    @property
    def outcome(self) -> Outcome:
        """Whether the class is good enough; undecided where one of the two is not known, or the figure not verified."""
        good = at_least_as_good(self.held.accuracy_class, self.required) if self.required else None
        if good is None or self.source.status is Status.UNVERIFIED:
            return Outcome.UNDECIDED
        return Outcome.CONFORM if good else Outcome.NOT_CONFORM


@dataclass(frozen=True, slots=True)
class Equipped:
    """How a site is equipped on a day.

    Attributes:
        edition: The edition that was applied.
        on: The day.
        held: The instrument of each point.
        cells: The rates.
        classes: The classes of installed instruments whose group is stated.
    """

    edition: Equipping
    on: date
    held: tuple[Held, ...]
    cells: tuple[RateCell, ...]
    classes: tuple[ClassCheck, ...]

    @property
    def in_force(self) -> bool:
        """Whether the edition is in force on the day."""
        r = self.edition.facts.regulation
        return r.in_force <= self.on and (r.until is None or self.on <= r.until)

    @property
    def installed(self) -> int:
        """Instruments in use."""
        return sum(h.point.installed for h in self.held)

    @property
    def valid(self) -> int:
        """Instruments in use that are valid on the day."""
        return sum(h.valid for h in self.held)

    @property
    def outcome(self) -> Outcome:
        """The worst of all rates and classes: not conform, undecided, conform."""
        found = {c.outcome for c in self.cells} | {c.outcome for c in self.classes}
        worst = (Outcome.NOT_CONFORM, Outcome.UNDECIDED)
        return next((o for o in worst if o in found), Outcome.CONFORM)

    def document(self) -> dict[str, Any]:
        """Everything as words and numbers."""
        r = self.edition.facts.regulation
        return {
            "edition": r.id,
            "title": r.title.to_dict(),
            "sources": [s.to_dict() for s in r.sources],
            "in_force": self.in_force,
            "on": self.on.isoformat(),
            "definition": DEFINITION.to_dict(),
            "outcome": str(self.outcome),
            "cells": [_cell(c) for c in self.cells],
            "classes": [_class(c) for c in self.classes],
            "installed": self.installed,
            "valid": self.valid,
            "valid_percent": percent(self.valid, self.installed),
            "instruments": [_instrument(h) for h in self.held],
        }


def equipped(
    points: Sequence[Point], on: date, book: Book | None, figures: Sequence[Path] = (), year: str = ""
) -> Equipped:
    """How a site is equipped.

    Args:
        points: Its measuring points.
        on: The day, by which the edition is chosen and the validity is asked.
        book: The registers; None where there is no store.
        figures: Folders with figures that were read in print.
        year: Year of an edition that is applied whether it is in force on the day or not; empty for the one in force.

    Raises:
        NotInForce: No edition is in force on the day.
        FiguresError: A file of figures cannot be used.
    """
    by = equipping(on, figures, year)
    instruments = held(points, on, book)
    cells = tuple(
        _counted(by, points, kind, level) for kind in kinds() for level in LEVELS if _some(points, kind, level)
    )
    return Equipped(
        by, on, instruments, cells, tuple(_classed(by, h) for h in instruments if h.point.group and h.point.installed)
    )


def _some(points: Sequence[Point], kind: str, level: str) -> bool:
    return any(p.kind == kind and p.level == level for p in points)


def _counted(by: Equipping, points: Sequence[Point], kind: str, level: str) -> RateCell:
    of = [p for p in points if p.kind == kind and p.level == level]
    asked = by.rate(kind, level)
    missing = tuple(p.point for p in of if not p.installed)
    return RateCell(kind, level, len(of), len(of) - len(missing), asked.value, asked.source, missing)


def _classed(by: Equipping, h: Held) -> ClassCheck:
    asked = by.accuracy_class(h.point.group)
    return ClassCheck(h, asked.name, asked.source)


def _cell(c: RateCell) -> dict[str, Any]:
    return {
        "kind": c.kind, "kind_name": kinds()[c.kind].to_dict(), "level": c.level, "level_name": levels()[c.level].to_dict(),
        "needed": c.needed, "installed": c.installed, "percent": percent(c.installed, c.needed),
        "required": "" if c.required is None else plain(c.required), "source": c.source.to_dict(),
        "missing": list(c.missing), "outcome": str(c.outcome),
    }  # fmt: skip


def _class(c: ClassCheck) -> dict[str, Any]:
    p = c.held.point
    return {
        "point": p.point, "group": p.group, "group_name": groups()[p.group].to_dict(), "found": c.held.accuracy_class, "required": c.required,
        "source": c.source.to_dict(), "outcome": str(c.outcome),
    }  # fmt: skip


def _instrument(h: Held) -> dict[str, Any]:
    p = h.point
    return {
        "point": p.point, "serial": p.serial, "label": p.label, "installed": p.installed, "register": h.key,
        "known_by": SOURCES[h.known_by].to_dict(), "certificate": h.certificate, "valid_until": h.shown_until, "valid": h.valid,
        "remarks": [r.to_dict() for r in h.remarks],
    }  # fmt: skip
