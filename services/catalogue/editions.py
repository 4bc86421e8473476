"""The editions of a catalogue in the registers, and which of them is in force on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from registers.catalogue import CATALOGUE, CatalogueEntry, doubt
from registers.errors import RegistersError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from registers.book import Book

ALWAYS = dt.date.min
"""Stands for a first day that is not known."""


class Edition(NamedTuple):
    """An edition.

    Attributes:
        name: Such as ``CN-2020``; what stands before the first hyphen names the law.
        since: The first day on which one of its entries is in force; None where the register does not say it.
        entries: By item.
    """

    name: str
    since: date | None
    entries: dict[str, CatalogueEntry]

    @property
    def law(self) -> str:
        """Of which law it is an edition."""
        return law_of(self.name)

    @property
    def doubtful(self) -> list[CatalogueEntry]:
        """Entries that no source supports whole."""
        return [e for e in self.entries.values() if e.unverified]


def law_of(name: str) -> str:
    """The law of an edition: ``CN`` of ``CN-2020``."""
    return name.partition("-")[0]


def editions(book: Book, at: str = "") -> list[Edition]:
    """Every edition, the oldest first; one whose first day is not known comes before the others of its law.

    Args:
        book: The registers.
        at: Time of which they are shown; empty for now.
    """
    found: dict[str, dict[str, CatalogueEntry]] = {}
    for row in book.rows(CATALOGUE, at=at):
        found.setdefault(row.record.edition, {})[row.record.item] = row.record
    made = [Edition(name, _first(entries.values()), by_number(entries)) for name, entries in found.items()]
    return sorted(made, key=lambda e: (e.law, e.since or ALWAYS, e.name))


def _first(entries: Iterable[CatalogueEntry]) -> date | None:
    days = [e.since for e in entries]
    return None if None in days else min(d for d in days if d is not None)


def by_number(entries: dict[str, CatalogueEntry]) -> dict[str, CatalogueEntry]:
    """Entries in the order of their numbers: 2 before 10, 9 before 9b, 9.2 before 9.10."""
    return dict(sorted(entries.items(), key=lambda pair: number_key(pair[0])))


def number_key(item: str) -> tuple[tuple[int, int | str], ...]:
    """What items are sorted by."""
    parts: list[tuple[int, int | str]] = []
    for part in item.replace("-", ".").split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        parts += [(0, int(digits))] if digits else []
        parts += [(1, part[len(digits) :])] if part[len(digits) :] else []
    return tuple(parts)


def named(found: Sequence[Edition], name: str) -> Edition:
    """An edition by its name.

    Raises:
        RegistersError: There is none.
    """
    for edition in found:
        if edition.name == name:
            return edition
    known = ", ".join(e.name for e in found) or "–"
    raise RegistersError(
        [Text(f"登记中没有目录版本 {name}；有 {known}", f"there is no edition {name} of the catalogue; known: {known}")]
    )


def in_force(found: Sequence[Edition], on: date, law: str = "CN") -> Edition | None:
    """The edition of a law that is in force on a day; None where none is."""
    begun = [e for e in found if e.law == law and (e.since or ALWAYS) <= on]
    return begun[-1] if begun else None


def doubted(book: Book, keys: Iterable[str], at: str = "") -> dict[str, Text]:
    """What has to be said of the entries that something relies on, by key; entries read in the legal text are left out.

    Args:
        book: The registers.
        keys: Keys of entries; empty ones are left out.
        at: Time of which they are shown; empty for now.
    """
    wanted = sorted(set(keys) - {""})
    said = {}
    for row in book.rows(CATALOGUE, lambda c: c.key.in_(wanted), at=at) if wanted else ():
        e = row.record
        if (text := doubt(row.key, Text(e.name, e.name_en or e.name), e.status, e.mode_status)) is not None:
            said[row.key] = text
    return said
