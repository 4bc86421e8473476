"""The state of the world before a run, for the start gates, which may not look for themselves."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from drivers.bench_serials import expected_serials
from records.address import database_file, parse
from records.errors import StoreError
from records.journal import utc_now
from records.store import Store
from records.store_health import store_health
from registers.material_lots import LOTS, RECORDS, broken
from registers.measurement_standards import CERTIFICATES, STANDARDS
from registers.tables import register_layout
from sequencer.gates import Facts
from sequencer.gates.context import Kept
from services.code_identity.code_manifest import written
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from drivers.bench import Bench
    from drivers.bench_file import BenchFile
    from registers.book import Book


def real_day(moment: datetime) -> date:
    """The day of a moment in local time."""
    return moment.astimezone().date()


def real_today() -> date:
    """Today in local time."""
    return real_day(utc_now())


def facts(url: str) -> Facts:
    """Everything that can be known before the bench is opened.

    Args:
        url: The store.
    """
    store = store_health(url)
    now = utc_now()
    known = Facts(now, store.newest, written(), store.free_bytes, store.unwritable, today=real_day(now))
    return _with_standards(known, url)


def _with_standards(known: Facts, url: str) -> Facts:
    """The same with the standards that somebody took out of use in the store, also where runs read ``standards.toml``."""
    if not _has_registers(url):
        return known
    with opened_book(url) as book:
        out = list(book.rows(STANDARDS, lambda c: c.state != "in-use"))
        recalled = list(book.rows(CERTIFICATES, lambda c: c.recalled != ""))
        materials = tuple(_kept(book, known.now or utc_now()))
    return replace(
        known,
        out_of_use={row.key: (row.record.state, row.record.state_reason) for row in out},
        materials=materials,
        recalled={(row.record.standard, row.record.number): row.record.recalled for row in recalled},
    )


def _kept(book: Book, now: datetime) -> Iterator[Kept]:
    """Every lot of a reference material that is not used up, with why it may not be used."""
    for row in book.rows(LOTS, lambda c: c.state != "used-up"):
        lot, key = row.record, row.key
        records = [r.record for r in book.rows(RECORDS, partial(_of_lot, key))] if lot.cold else []
        yield Kept(key, lot.standard, lot.expires, tuple(broken(lot, records, now)))


def _of_lot(key: str, columns: Any) -> Any:
    return columns.lot == key


def _has_registers(url: str) -> bool:
    path = database_file(parse(url))
    if path is not None and not path.is_file():
        return False
    try:
        store = Store(url, read_only=True)
    except StoreError:  # whether it can be used, another gate says
        return False
    try:
        return inspect(store.engine).has_table(register_layout.name)
    finally:
        store.close()


def expecting(known: Facts, file: BenchFile, places: Iterable[str]) -> Facts:
    """The same with the serial numbers that the bench file expects at these positions."""
    return replace(known, expected=expected_serials(file, places))


def identified(known: Facts, bench: Bench) -> Facts:
    """The same with what the instruments of an open bench say of themselves."""
    return replace(known, identities=dict(bench.identities))
