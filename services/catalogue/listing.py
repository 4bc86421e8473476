"""Entries of the catalogue for a list: of all editions, of one, or of those in force on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.text import Text
from registers.record import all_fields
from services.catalogue.editions import ALWAYS, editions, in_force, named
from services.register.book import end_of, opened_book

if TYPE_CHECKING:
    from datetime import date

    from registers.catalogue import CatalogueEntry
    from services.catalogue.editions import Edition


class Listed(NamedTuple):
    """What is listed.

    Attributes:
        editions: The editions.
        entries: Their entries with their keys, by edition and number.
    """

    editions: list[Edition]
    entries: list[tuple[str, CatalogueEntry]]

    @property
    def doubtful(self) -> int:
        """How many of the entries no source supports whole."""
        return sum(e.unverified for _, e in self.entries)

    def name(self, entry: CatalogueEntry) -> Text:
        """Name of an entry in both languages."""
        return Text(entry.name, entry.name_en or entry.name)

    def document(self) -> list[dict[str, Any]]:
        """The entries for a program."""
        return [{"key": key, "unverified": e.unverified, **all_fields(e)} for key, e in self.entries]


def listed(url: str, text: str = "", *, edition: str = "", on: date | None = None, as_of: date | None = None) -> Listed:
    """Entries of the catalogue.

    Args:
        url: The store.
        text: Words that number, name or kind have.
        edition: Name of the edition; empty for all.
        on: The day on which they are in force; None for whenever.
        as_of: Day of which the register is shown; None for now.

    Raises:
        RegistersError: There is no such edition.
        StoreError: The store cannot be read.
    """
    with opened_book(url) as book:
        known = editions(book, end_of(as_of))
    chosen = [named(known, edition)] if edition else known
    if on is not None and not edition:
        laws = dict.fromkeys(e.law for e in known)
        chosen = [e for law in laws if (e := in_force(known, on, law)) is not None]
    words = text.casefold().split()
    found = [
        (f"{e.name}/{item}", entry)
        for e in chosen
        for item, entry in e.entries.items()
        if (on is None or (entry.since or ALWAYS) <= on) and _has(entry, words)
    ]
    return Listed(chosen, found)


def _has(entry: CatalogueEntry, words: list[str]) -> bool:
    held = f"{entry.edition}/{entry.item} {entry.name} {entry.name_en} {entry.kind}".casefold()
    return all(word in held for word in words)
