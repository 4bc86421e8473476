"""The entry of the catalogue that a run relies on, and what has to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.entries import CatalogueUsed
from registers.catalogue import CATALOGUE, doubt
from services.catalogue.editions import editions, in_force, law_of

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book


def catalogue_used(book: Book, key: str) -> CatalogueUsed | None:
    """An entry as the first entry of a run keeps it; None where the register names none, or has none of that key."""
    row = book.find(CATALOGUE, key) if key else None
    if row is None:
        return None
    e = row.record
    name = Text(e.name, e.name_en or e.name)
    return CatalogueUsed(key=key, name=name, status=e.status, mode_status=e.mode_status, source=e.source)


def doubts(used: CatalogueUsed | None) -> tuple[Text, ...]:
    """What a person should know of it before a run, and what documents print."""
    said = doubt(used.key, used.name, used.status, used.mode_status) if used is not None else None
    return () if said is None else (said,)


def superseded(book: Book, key: str, on: date) -> Text | None:
    """That an entry belongs to an edition that is not the one in force on a day; None where it does."""
    name = key.partition("/")[0]
    now = in_force(editions(book), on, law_of(name)) if key else None
    if now is None or now.name == name:
        return None
    zh = f"目录条目 {key} 属于 {name}，{on} 施行的是 {now.name}；steelyard catalogue diff {name} {now.name} 列出差异"
    en = f"catalogue entry {key} is of {name}, but {now.name} is in force on {on}: steelyard catalogue diff {name} {now.name}"
    return Text(zh, en)
