"""Rows of a table that are ready to be written, in a file of their own.

Reading and checking a large table takes longer than a bench waits for the store. So the rows are made ready beside the
store, and the store is locked only while they are copied into it. A row that somebody else changed meanwhile is made
again inside the transaction, from what the table gives and what is registered now.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import select

from records.event import canonical
from records.register_changes import RegisterEvent
from registers.change import no_row, parts_of
from registers.contents import REGISTERS
from registers.errors import RegistersError
from registers.exchange.report import Report, problem_text
from registers.exchange.resolving import Parsed
from registers.prepared import Prepared, difference
from registers.record import to_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Table

    from registers.change import Change
    from registers.exchange.resolving import Resolved, Resolver
    from registers.register import Register

CHUNK = 1000
HEAD = ("key", "version", "recorded")
"""The first columns of every register, which are known when a row is written."""
REPLACED = len(HEAD)
"""Place of the column `replaced` in the rows of the past, behind these."""
_TABLES = """
CREATE TABLE ready (row INTEGER, key TEXT, name TEXT, version INTEGER, recorded TEXT,
                    given TEXT, before TEXT, after TEXT, new TEXT, old TEXT);
CREATE TABLE seen (name TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID;
CREATE TABLE cited (register TEXT, key TEXT, PRIMARY KEY (register, key)) WITHOUT ROWID;
"""


class _Ready(NamedTuple):
    """A row that is ready.

    Attributes:
        row: Its number in the file.
        key: Its key; empty where it gets a number.
        name: What tells it apart where it has no key.
        version, recorded: Of the row as it was when it was made ready; 0 and empty for a new one.
        given: What the table gives.
        before, after: The fields that differ, for the event.
        new: Its columns behind `HEAD`, JSON.
        old: The columns that it had, without `replaced`, JSON; empty for a new one.
    """

    row: int
    key: str
    name: str
    version: int
    recorded: str
    given: bytes
    before: str
    after: str
    new: bytes
    old: bytes


class Staged:
    """The rows of a table that would change something, ready to be written.

    Args:
        register: Where to.
        resolver: Finds rows again that were changed meanwhile.
        path: The table.

    Attributes:
        report: What was found while they were made ready; with problems, nothing may be written.
    """

    def __init__(self, register: Register[Any], resolver: Resolver, path: Path) -> None:
        self._register, self._resolver, self._path = register, resolver, path
        self._file = sqlite3.connect("")  # a file of its own that is gone afterwards
        self._file.executescript(_TABLES)
        self.report = Report()

    def close(self) -> None:
        """Drop what is ready."""
        self._file.close()

    def first_row(self, name: str, row: int) -> int:
        """Note that a row has a name; returns the first row that has it."""
        if self._file.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, row)).rowcount:
            return row
        (first,) = self._file.execute("SELECT row FROM seen WHERE name = ?", (name,)).fetchone()
        return int(first)

    def add(self, rows: Sequence[Resolved]) -> None:
        """Make rows ready; those that change nothing are left out."""
        lines = [line for r in rows if (line := self._line(r)) is not None]
        marks = ", ".join("?" * len(_Ready._fields))
        self._file.executemany(f"INSERT INTO ready VALUES ({marks})", lines)  # noqa: S608
        cited = {(of, value) for r in rows for name, of in self._register.references.items()
                 if (value := getattr(r.record, name))}  # fmt: skip
        self._file.executemany("INSERT OR IGNORE INTO cited VALUES (?, ?)", cited)

    def write(self, change: Change, progress: Callable[[int], None]) -> Report:
        """Write all of it, inside a transaction.

        Args:
            change: The change.
            progress: Called with the number of rows that are written.

        Raises:
            RegistersError: Something that was changed meanwhile contradicts it; nothing may be kept.
        """
        done = Report(rows=self.report.rows)
        self._refuse_lost(change)
        for lines in self._chunks():
            others = self._changed_since(change, lines)
            self._copy(change, [line for line in lines if line.row not in others], done)
            if others:
                self._make_again(change, [line for line in lines if line.row in others], done)
            progress(done.new + done.changed)
        return done

    def _line(self, r: Resolved) -> _Ready | None:
        register, was, given = self._register, r.was, orjson.dumps(r.parsed.given)
        if was is None:
            new = register.row(r.key, 0, "", r.record)
            name = "" if r.key else self._resolver.name(r.record)
            after = canonical(to_fields(r.record))
            return _Ready(r.parsed.row, r.key, name, 0, "", given, "", after, _json(register.now, new), b"")
        differs = difference(was.record, r.record)
        if differs is None:
            return None
        new = register.row(r.key, was.version + 1, "", r.record)
        old = register.row(r.key, was.version, was.recorded, was.record)
        columns = _json(register.now, new), _json(register.past, old)
        return _Ready(r.parsed.row, r.key, "", was.version, was.recorded, given, *differs, *columns)

    def _chunks(self) -> Iterator[list[_Ready]]:
        cursor = self._file.execute("SELECT * FROM ready ORDER BY rowid")
        while rows := cursor.fetchmany(CHUNK):
            yield [_Ready(*row) for row in rows]

    def _changed_since(self, change: Change, lines: Sequence[_Ready]) -> set[int]:
        """Rows that are not as they were when they were made ready: changed, removed, or registered by somebody else."""
        now = change.versions(self._register, [line.key for line in lines if line.key])
        found = {line.row for line in lines if line.key and now.get(line.key, 0) != line.version}
        named = {line.name: line.row for line in lines if line.name}
        there = self._resolver.there(change.connection, self._register.identity, list(named)) if named else {}
        return found | {named[name] for name in there}

    def _copy(self, change: Change, lines: Iterable[_Ready], done: Report) -> None:
        rows, register = Prepared([], [], [], []), self._register
        lines = list(lines)
        missing = sum(not line.key for line in lines)
        number = change.number(register.name, missing) if missing else 0
        versions = change.removed(register, [line.key for line in lines if line.key and not line.version])
        for line in lines:
            key, version, time = line.key, line.version + 1, max(change.time, line.recorded)
            if not key:
                key, number = register.series.format(number), number + 1
            elif not line.version:
                version += versions.get(key, 0)
            new = (key, version, time, *orjson.loads(line.new))
            if line.old:
                past = orjson.loads(line.old)
                rows.changed.append(new)
                rows.old.append((*past[:REPLACED], time, *past[REPLACED:]))
            else:
                rows.new.append(new)
            rows.events.append(RegisterEvent(register.name, key, version, time, line.before, line.after))
        change.put_prepared(register, rows)
        done.new, done.changed = done.new + len(rows.new), done.changed + len(rows.changed)

    def _make_again(self, change: Change, lines: Sequence[_Ready], done: Report) -> None:
        again = [Parsed(line.row, line.key, orjson.loads(line.given)) for line in lines]
        rows = self._resolver.resolved(change.connection, again, done)
        if done.count:
            raise RegistersError([problem_text(self._path, p) for p in done.problems])
        ready = [(r.key or change.numbered(self._register), r.record) for r in rows]
        new, changed = change.put_many(self._register, ready)
        done.new, done.changed = done.new + new, done.changed + changed

    def _refuse_lost(self, change: Change) -> None:
        """Refuse what names rows of other registers that were removed meanwhile."""
        lost = []
        for name in sorted({*self._register.references.values()}):
            of, table = REGISTERS[name], REGISTERS[name].now
            cited = [key for (key,) in self._file.execute("SELECT key FROM cited WHERE register = ?", (name,))]
            for part in parts_of(cited):
                there = set(change.connection.scalars(select(table.c.key).where(table.c.key.in_(part))))
                lost += [no_row(of, key).reasons[0] for key in part if key not in there]
        if lost:
            raise RegistersError(lost)


def _json(table: Table, row: dict[str, Any]) -> bytes:
    """The columns of a row that are known before it is written; those of a row of the past begin with `HEAD`."""
    columns = [c.name for c in table.columns]
    left = [name for name in columns if name != "replaced"] if "replaced" in columns else columns[REPLACED:]
    return orjson.dumps([row[name] for name in left])
