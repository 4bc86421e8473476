"""Loads the official table of a catalogue into the registers: all of it, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from metrology.text import Text
from registers.catalogue import CATALOGUE
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from services.catalogue.editions import editions
from services.catalogue.official import read_official
from services.register.book import changing, opened_book

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from registers.catalogue import CatalogueEntry
    from registers.change import Change
    from registers.exchange.report import CellProblem
    from services.catalogue.entry_words import Stated


class Loading(NamedTuple):
    """What was loaded, or would be.

    Attributes:
        entries: How many entries the table has.
        new, changed: How many of them are new, and how many differ from what is registered.
        left: Items of the edition that the table does not have; they stay, and are unverified from now on.
        named: How many instruments name one of these.
        problems: What is wrong; with any, nothing is written.
    """

    entries: int
    new: int
    changed: int
    left: tuple[str, ...]
    named: int
    problems: list[CellProblem]


def load(
    url: str, path: Path, stated: Stated, named: Mapping[str, str], *, dry_run: bool, by: str, why: str
) -> Loading:
    """Load a table.

    Args:
        url: The store; it is made where there is none.
        path: The table.
        stated: What is said of the whole: its edition, first day, source, and who compared it with the legal text.
        named: Our field of a title, where the table calls it otherwise.
        dry_run: Whether it is only checked.
        by: Who.
        why: Why.

    Raises:
        RegistersError: The file cannot be read, has no such columns, or holds no entry.
    """
    if "/" in stated.edition or not stated.edition.strip():
        zh, en = f"目录版本 {stated.edition!r} 不可用，如 CN-2027", f"edition {stated.edition!r}: write it like CN-2027"
        raise RegistersError([Text(zh, en)])
    found, problems = read_official(path, stated, named)
    if not found and not problems:
        raise RegistersError([Text(f"{path}：没有条目", f"{path}: it holds no entry")])
    changing(url, by, "", lambda _: None)  # the store and its tables are there
    with opened_book(url) as book:
        known = next((e for e in editions(book) if e.name == stated.edition), None)
        there = dict(known.entries) if known is not None else {}
        given = {loaded.entry.item: _with_ours(loaded.entry, there.get(loaded.entry.item)) for loaded in found}
        left = tuple(item for item in there if item not in given)
        keys = [f"{stated.edition}/{item}" for item in left]
        users = book.count(INSTRUMENTS, lambda c: c.item.in_(keys)) if keys else 0
    new = sum(item not in there for item in given)
    changed = sum(item in there and there[item] != entry for item, entry in given.items())
    done = Loading(len(found), new, changed, left, users, problems)
    if dry_run or problems:
        return done

    def work(change: Change) -> None:
        change.put_many(CATALOGUE, [(f"{stated.edition}/{item}", entry) for item, entry in given.items()])
        for key in keys:
            change.edit(CATALOGUE, key, status="unverified", mode_status="unverified")

    changing(url, by, why or "imported", work, cause=path.name)
    return done


def _with_ours(entry: CatalogueEntry, was: CatalogueEntry | None) -> CatalogueEntry:
    """An entry with what no official table says and the register knows: its name in English, its kind of instrument."""
    if was is None:
        return entry
    return structs.replace(entry, name_en=entry.name_en or was.name_en, kind=entry.kind or was.kind)
