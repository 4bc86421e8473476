"""The registers of a store for a user interface: who changes them, and by which key."""

from __future__ import annotations

import getpass
import os
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import or_

from metrology.text import Text
from records.address import database_file, parse
from records.register_changes import Reason
from records.same_instrument import spelt
from records.store import Store
from registers.book import Book
from registers.change import parts_of
from registers.contents import REGISTERS
from registers.errors import RegistersError
from registers.projection import laid_out
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from registers.change import Change
    from registers.register import R, Register

T = TypeVar("T")
PERSON = "STEELYARD_PERSON"


@contextmanager
def opened_book(url: str) -> Iterator[Book]:
    """The registers of a store for reading; where a table is missing, it is made.

    Raises:
        StoreError: The store cannot be read.
    """
    path = database_file(parse(url))
    if path is not None and not path.is_file():
        reasons = [Text(f"{url} 处没有库；第一次登记时建立", f"there is no store at {url}; the first entry makes it")]
        raise RegistersError(reasons)
    store = Store(url, read_only=True)
    try:
        if not laid_out(store.engine, list(REGISTERS.values())):
            store.close()
            store = Store(url)
        yield Book(store)
    finally:
        store.close()


def records_of(book: Book, register: Register[R], keys: Iterable[str], at: str = "") -> dict[str, R]:
    """The rows of some keys, by key; a key without a row is left out.

    Args:
        book: The registers.
        register: The register.
        keys: Keys; empty ones are left out.
        at: Time of which they are shown; empty for now.
    """
    parts = parts_of(sorted(set(keys) - {""}))
    return {row.key: row.record for part in parts for row in book.rows(register, partial(_among, part), at=at)}


def _among(keys: Sequence[str], c: Any) -> Any:
    return c.key.in_(keys)


def named(book: Book, register: Register[R], text: str, at: str = "") -> str:
    """The key of the row that a text names: its key, or what else it is known by, such as a label; else the text.

    Raises:
        RegistersError: It names several rows.
    """
    if not register.known_by or book.find(register, text, at) is not None:
        return text
    same = [row.key for row in book.rows(register, lambda c: or_(*(c[n] == text for n in register.known_by)), at=at)]
    if not same and register.spelt:
        same = [row.key for row in book.rows(register, lambda c: c[register.spelt] == spelt(text), at=at)]
    if len(same) > 1:
        keys = ", ".join(same)
        raise RegistersError(
            [Text(f"{text} 对应多条：{keys}，请用编号", f"{text} names several: {keys}; give the key")]
        )
    return same[0] if same else text


def changing(url: str, who: str, why: str, work: Callable[[Change], T], cause: str = "") -> T:
    """Change the registers of a store; returns what the work returns.

    Args:
        url: The store; it is made where there is none.
        who: Identity of the person; empty for `STEELYARD_PERSON`, else the user of this computer.
        why: In words.
        work: Changes rows.
        cause: What it follows from.

    Raises:
        RegistersError: Nothing was written; every reason is listed.
        StoreError: The store cannot be written.
    """
    key = signer()
    store = open_store(url, None, key)
    try:
        return Book(store).change(key, Reason(person(who), why, cause), work)
    finally:
        store.close()


def person(given: str) -> str:
    """Who changes a register: as given, as the environment names them, or the user of this computer."""
    return given.strip() or os.environ.get(PERSON, "").strip() or getpass.getuser()


def end_of(on: date | None) -> str:
    """The time at which a day ends here, as registers keep time; empty for none."""
    if on is None:
        return ""
    start = datetime.combine(on + timedelta(days=1), datetime.min.time()).astimezone()
    return start.astimezone(UTC).isoformat(timespec="microseconds")
