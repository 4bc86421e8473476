"""The capability map: the demand of each region held against the standards of each institute, on any day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.errors import RegistersError
from registers.organisations import DIVISIONS, NO_DIVISION, ORGANISATIONS
from services.register.book import end_of, opened_book, records_of
from services.standards.coverage import Cell, Coverage, closed_on, coverage, percent
from services.standards.inventory import Inventory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from registers.book import Book

DIGITS = (2, 4, 6)
"""Digits of a division code: province, prefecture, county."""
NOBODY = Text("本机构", "this laboratory")
"""Whose standards they are of which the register names no organisation."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some cells of the demand.

    Attributes:
        cells: Them.
        local: How many of them an institute of the region covers.
    """

    cells: tuple[Cell, ...]
    local: int

    @property
    def coverage(self) -> Coverage:
        """How far they are covered."""
        return Coverage(self.cells)


@dataclass(frozen=True, slots=True)
class Body:
    """An institute.

    Attributes:
        key: Its key among the organisations; empty for the laboratory itself.
        name: Its name.
        division: Where it is.
        closed: Whether it serves nobody on the day.
        standards: How many standards it has.
        usable: How many of them may be used on the day, with a whole chain.
        cells: Cells that it serves.
        unique: Those that nobody else serves: gaps, if it closed.
        alone: How many cells have no other institute of their region that serves them.
        below: Standards of other institutes that hang on one of its own.
    """

    key: str
    name: Text
    division: str
    closed: bool
    standards: int
    usable: int
    cells: tuple[str, ...]
    unique: tuple[str, ...]
    alone: int
    below: int


@dataclass(frozen=True, slots=True)
class CapabilityMap:
    """The map.

    Attributes:
        on: The day.
        digits: How many digits of a division code make a region.
        regions: Names of the regions by code.
        quantities: What is asked for.
        shares: By region and quantity.
        bodies: The institutes, by key.
        coverage: All cells.
        without: Institutes that were left out.
        owners: The institute of each standard.
    """

    on: date
    digits: int
    regions: Mapping[str, Text]
    quantities: tuple[str, ...]
    shares: Mapping[tuple[str, str], Share]
    bodies: tuple[Body, ...]
    coverage: Coverage
    without: tuple[str, ...]
    owners: Mapping[str, str]

    def region(self, code: str) -> Share:
        """All cells of a region."""
        of = [s for (c, _), s in self.shares.items() if c == code]
        return Share(tuple(cell for s in of for cell in s.cells), sum(s.local for s in of))

    def document(self) -> dict[str, Any]:
        """The map as words and numbers."""
        return {
            "on": self.on.isoformat(),
            "without": list(self.without),
            "regions": [
                {"code": code, "name": name.to_dict(), **_share(self.region(code)),
                 "quantities": {q: _share(s) for q in self.quantities if (s := self.shares.get((code, q))) is not None}}
                for code, name in self.regions.items()
            ],
            "institutes": [
                {"key": b.key, "name": b.name.to_dict(), "division": b.division, "closed": b.closed, "standards": b.standards,
                 "usable": b.usable, "cells": len(b.cells), "unique": list(b.unique), "alone": b.alone,
                 "below": b.below}
                for b in self.bodies
            ],
            "gaps": [c.document() for c in self.coverage.gaps],
            **_share(Share(self.coverage.cells, 0), local=False),
        }  # fmt: skip


def capability_map(
    url: str,
    on: date,
    *,
    as_of: date | None = None,
    digits: int = 4,
    without: Iterable[str] = (),
    certificates: Iterable[str] = (),
) -> CapabilityMap:
    """The map of a day.

    Args:
        url: The store.
        on: The day.
        as_of: Day of which the registers are shown; None for now.
        digits: How many digits of a division code make a region.
        without: Institutes that are taken to serve nobody.
        certificates: Numbers of certificates that are taken not to exist.

    Raises:
        RegistersError: There is no such institute, or no region has so many digits.
        StoreError: The store cannot be read.
    """
    if digits not in DIGITS:
        raise RegistersError([NO_DIVISION])
    at = end_of(as_of)
    with opened_book(url) as book:
        inventory = Inventory(book, on, at=at, without=certificates)
        owner = {key: held.row.organisation for key, held in inventory.standards.items()}
        owners = sorted(set(owner.values()))
        if unknown := sorted(set(without) - set(owners)):
            names = ", ".join(unknown)
            zh, en = (
                f"没有标准器属于机构 {names}",
                f"no standard belongs to {names}; `steelyard standards map` lists the institutes",
            )
            raise RegistersError([Text(zh, en)])
        rows = {r.key: r.record for r in book.rows(ORGANISATIONS, lambda c: c.key.in_(owners), at=at)}
        closed = closed_on(book, inventory, at) | set(without)
        found = coverage(book, inventory, at=at, without=without)
        known = {key: (Text(o.name, o.name_en or o.name), o.division) for key, o in rows.items()}
        bodies = _bodies(inventory, owner, found, known, closed, digits)
        regions = _regions(book, found.cells, digits)
    quantities = tuple(dict.fromkeys(c.demand.quantity for c in found.cells))
    shares = _shares(found.cells, inventory, digits)
    return CapabilityMap(on, digits, regions, quantities, shares, bodies, found, tuple(sorted(without)), owner)


def _regions(book: Book, cells: Sequence[Cell], digits: int) -> dict[str, Text]:
    codes = sorted({c.demand.division[:digits] for c in cells})
    names = records_of(book, DIVISIONS, codes)
    return {
        c: Text(names[c].name, names[c].name_en or names[c].name) if c in names else Text.same(c or "–") for c in codes
    }


def _shares(cells: Sequence[Cell], inventory: Inventory, digits: int) -> dict[tuple[str, str], Share]:
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        found.setdefault((cell.demand.division[:digits], cell.demand.quantity), []).append(cell)
    return {
        (code, quantity): Share(tuple(of), sum(any(_within(inventory, s, code) for s in c.standards) for c in of))
        for (code, quantity), of in sorted(found.items())
    }


def _bodies(
    inventory: Inventory, owner: Mapping[str, str], found: Coverage, known: Mapping[str, tuple[Text, str]], closed: set[str],
    digits: int,
) -> tuple[Body, ...]:  # fmt: skip
    served: dict[str, list[str]] = {key: [] for key in owner.values()}
    unique: dict[str, list[str]] = {key: [] for key in owner.values()}
    alone: Counter[str] = Counter()
    for cell in found.cells:
        of = dict.fromkeys(owner[s] for s in cell.standards)
        for key in of:
            served[key].append(cell.key)
        if len(of) == 1:
            unique[next(iter(of))].append(cell.key)
        near = {owner[s] for s in cell.standards if _within(inventory, s, cell.demand.division[:digits])}
        alone.update(near if len(near) == 1 else ())
    usable = Counter(held.row.organisation for held in inventory.traceable())
    own, below = Counter(owner.values()), Counter[str]()
    for standard in owner:
        below.update(_above(inventory, standard, owner))
    return tuple(
        Body(key, *known.get(key, (Text.same(key) if key else NOBODY, "")), key in closed, own[key], usable[key],
             tuple(served[key]), tuple(unique[key]), alone[key], below[key])
        for key in sorted(served)
    )  # fmt: skip


def _within(inventory: Inventory, standard: str, code: str) -> bool:
    """Whether a standard is in a region."""
    return bool(code) and inventory.standards[standard].row.division.startswith(code)


def _above(inventory: Inventory, key: str, owner: Mapping[str, str]) -> set[str]:
    """The other institutes whose standards stand in the chain above a standard."""
    return {owner[link.id] for link in inventory.chain(key) if link.id in owner} - {owner[key]}


def _share(share: Share, *, local: bool = True) -> dict[str, Any]:
    c = share.coverage
    instruments = sum(cell.demand.instruments for cell in c.cells)
    served = sum(cell.demand.instruments for cell in c.cells if cell.covered)
    counted = {
        "cells": len(c.cells),
        "covered": len(c.cells) - len(c.gaps),
        "instruments": instruments,
        "served": served,
    }
    more = {"local": share.local} if local else {}
    return {**counted, **more, "rate": percent(c.rate), "weighted": percent(c.weighted)}
