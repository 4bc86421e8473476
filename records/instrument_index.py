"""Which runs a store holds of an instrument, and which a form decided: a projection, never evidence.

It lies in a file beside the store and follows the ledger, which states every run in the transaction that opens it. So
a new run costs one row, however many runs there are. What is found is read from the store, hashed as always.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import orjson

from records.entries import Opened, read
from records.errors import Damaged
from records.ledger import line_hash
from records.projection import opened_projection, projection_file
from records.same_instrument import same_instrument, spelt
from records.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.entries import Subject
    from records.store import Store
    from records.store_rows import RunLine

SUFFIX = ".instruments"
VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, instrument TEXT, form TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS run_instrument ON run (instrument, name);
CREATE INDEX IF NOT EXISTS run_form ON run (form, name);
CREATE TABLE IF NOT EXISTS ledger (n INTEGER, hash TEXT);
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
    try:
        names = _names(projection_file(store, SUFFIX), store, query, value)
    except sqlite3.Error:  # a folder that may not be written
        names = _names(":memory:", store, query, value)
    return [line for name in names if (line := store.line(name)) is not None]


def _names(path: str, store: Store, query: str, value: str) -> list[str]:
    with closing(opened_projection(path, _TABLES, VERSION)) as connection:
        _follow(connection, store)
        return [name for (name,) in connection.execute(query, (value,))]


def _follow(connection: sqlite3.Connection, store: Store) -> None:
    """Take in what the ledger states since the last time; everything again where it does not continue from there."""
    known = connection.execute("SELECT n, hash FROM ledger").fetchone()
    rows = store.ledger_since(known[0] if known else 0)
    continues = known is not None and bool(rows) and line_hash(rows[0][1]) == known[1]
    if continues and len(rows) == 1:
        return
    entries = [orjson.loads(text) for _, text in rows]
    if not continues or any(e["body"].get("adopted") for e in entries[1:]):
        runs, rows = None, store.ledger_since(0)
    else:
        runs = [str(e["body"]["run"]) for e in entries[1:] if e["kind"] == "opened"]
    opened = scan(store, Opened, _refuse, runs=runs)
    _write(connection, rows[-1] if rows else None, opened, again=runs is None)


def _refuse(run: str, seq: object) -> None:
    """A run that cannot be read may be one of the instrument."""
    raise Damaged(run, seq)


def _write(
    connection: sqlite3.Connection,
    last: tuple[int, str] | None,
    opened: Iterable[tuple[str, Opened]],
    *,
    again: bool,
) -> None:
    found = [(run, instrument_key(o.subject), o.form.number if o.form is not None else "") for run, o in opened]
    connection.execute("BEGIN IMMEDIATE")
    try:
        if again:
            connection.execute("DELETE FROM run")
        connection.executemany("INSERT OR IGNORE INTO run VALUES (?, ?, ?)", found)
        connection.execute("DELETE FROM ledger")
        if last is not None:
            connection.execute("INSERT INTO ledger VALUES (?, ?)", (last[0], line_hash(last[1])))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
