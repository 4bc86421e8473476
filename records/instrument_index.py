"""Which runs a store holds of an instrument, and which a form decided: a projection, never evidence.

It lies in a file beside the store and follows the ledger, which states every run in the transaction that opens it. So
a new run costs one row, however many runs there are. What is found is read from the store, hashed as always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.entries import Opened, read
from records.errors import Damaged
from records.ledger_projection import LedgerProjection
from records.same_instrument import same_instrument, spelt
from records.scan import scan

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from records.entries import Subject
    from records.ledger_projection import News
    from records.store import Store
    from records.store_rows import RunLine

SUFFIX = ".instruments"
VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, instrument TEXT, form TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_instrument ON run (instrument, name);
CREATE INDEX IF NOT EXISTS run_form ON run (form, name);
"""


def instrument_key(subject: Subject) -> str:
    """Under which an instrument is found: its serial number, whatever the spelling."""
    return spelt(subject.serial)


def runs_of(store: Store, subject: Subject) -> list[RunLine]:
    """Every run of an instrument that a store holds, oldest first.

    Args:
        store: The store.
        subject: The instrument, as the first entry of a run names it.

    Raises:
        StoreError: The store cannot be read.
        Damaged: A run is not what was written.
    """
    found = _found(store, "SELECT name FROM run WHERE instrument = ? ORDER BY name", instrument_key(subject))
    return [line for line in found if same_instrument(subject, read(line.opened, Opened).subject)]


def runs_of_form(store: Store, number: str) -> list[RunLine]:
    """Every run that a form with this number decided, oldest first; see `runs_of`."""
    return _found(store, "SELECT name FROM run WHERE form = ? ORDER BY name", number)


def _found(store: Store, query: str, value: str) -> list[RunLine]:
    names = _INDEX.ask(store, lambda connection: [name for (name,) in connection.execute(query, (value,))])
    return [line for name in names if (line := store.line(name)) is not None]


def _take_in(store: Store, news: News) -> Callable[[sqlite3.Connection], object]:
    runs = None if news.again else list(news.began())
    found = [
        (run, instrument_key(opened.subject), opened.form.number if opened.form is not None else "")
        for run, opened in scan(store, Opened, _refuse, runs=runs)
    ]
    return lambda connection: connection.executemany("INSERT OR IGNORE INTO run VALUES (?, ?, ?)", found)


def _refuse(run: str, seq: object) -> None:
    """A run that cannot be read may be one of the instrument."""
    raise Damaged(run, seq)


_INDEX = LedgerProjection(SUFFIX, VERSION, _TABLES, _take_in)
