"""An index of every stored conclusion by the certificates it depends on: a projection, never evidence.

It lies in a file beside the store and can be deleted: the next re-evaluation builds it again from the journals. Of
SQLite, DuckDB and Parquet this is the one that every run can write to while others read (docs/decisions/0021).
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sequencer.reevaluation.dependence import CertificateUsed, certificates, dependences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from records.entries import Conclusion, Opened
    from sequencer.reevaluation.shift import Stretch

VERSION = 3
BUSY_SECONDS = 30
CACHE_KIB = 64_000
_TABLES = """
CREATE TABLE IF NOT EXISTS certificate (
    id INTEGER PRIMARY KEY, role TEXT, standard TEXT, number TEXT, unit TEXT, quantity TEXT,
    UNIQUE (role, standard, number, unit, quantity));
CREATE TABLE IF NOT EXISTS kind (id INTEGER PRIMARY KEY, date TEXT, digest TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS kind_certificate (certificate INTEGER, kind INTEGER, PRIMARY KEY (certificate, kind))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, name TEXT UNIQUE, kind INTEGER, uncertain INTEGER);
CREATE INDEX IF NOT EXISTS run_kind ON run (kind, uncertain);
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, address TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS dependence (
    certificate INTEGER, reach REAL, at REAL, run INTEGER, place INTEGER, sensitivity REAL, error REAL, margin REAL,
    PRIMARY KEY (certificate, reach, run, place, at)) WITHOUT ROWID;
"""
_STRETCHES = "CREATE TEMP TABLE stretch (lower REAL, upper REAL, most REAL)"
_TURNED = """
SELECT DISTINCT run FROM dependence d WHERE certificate = ? AND reach <= ? AND (at = ? OR EXISTS (
    SELECT 1 FROM temp.stretch s WHERE d.at BETWEEN s.lower AND s.upper AND d.reach <= s.most))
"""
GREATEST = 1e308
"""Stands for a change of unknown size; a value on which a result does not depend has a greater reach."""
NOWHERE = -math.inf
"""Stands for the value where the procedure does not say how a conclusion depends on standards."""


class ConclusionIndex:
    """The index of one store.

    Args:
        path: Its file; ``:memory:`` for one that lasts as long as this object.

    Raises:
        sqlite3.Error: It cannot be written.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._open()
        except sqlite3.DatabaseError:
            if path == ":memory:" or not Path(path).is_file():
                raise
            Path(path).unlink()  # not an index, or one of another version: it is built again
            self._open()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            (version,) = cursor.execute("PRAGMA user_version").fetchone()
            if version not in {0, VERSION}:
                self._connection.close()
                raise sqlite3.DatabaseError(f"an index of version {version}")
            cursor.executescript(_TABLES)
            cursor.execute(_STRETCHES)
            cursor.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def runs(self) -> set[str]:
        """The runs that are indexed."""
        return {name for (name,) in self._connection.execute("SELECT name FROM run")}

    def add(self, runs: Iterable[tuple[str, str, Opened, Sequence[tuple[str, Conclusion]]]]) -> None:
        """Index finished runs.

        Args:
            runs: For each its name, the digest of what the start gates depend on, its first entry, and every
                conclusion with its address.
        """
        with self._writing() as cursor:
            for name, digest, opened, conclusions in runs:
                self._add(cursor, name, digest, opened, conclusions)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        cursor = self._connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        try:
            yield cursor
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")

    def _add(
        self,
        cursor: sqlite3.Cursor,
        name: str,
        digest: str,
        opened: Opened,
        conclusions: Sequence[tuple[str, Conclusion]],
    ) -> None:
        if cursor.execute("SELECT 1 FROM run WHERE name = ?", (name,)).fetchone():
            return
        used = certificates(opened.standards)
        ids = {c: _id(cursor, "certificate", c) for c in used}
        kind = _id(cursor, "kind", (opened.date, digest))
        pairs = [(certificate, kind) for certificate in ids.values()]
        cursor.executemany("INSERT OR IGNORE INTO kind_certificate VALUES (?, ?)", pairs)
        uncertain = any(c.uncertainty is not None or (c.decision is not None and c.decision.U) for _, c in conclusions)
        cursor.execute("INSERT INTO run VALUES (NULL, ?, ?, ?)", (name, kind, int(uncertain)))
        run, places = cursor.lastrowid, {}
        rows = []
        for d in dependences(used, conclusions):
            if d.address not in places:
                places[d.address] = _id(cursor, "place", (d.address,))
            at = NOWHERE if d.at is None else d.at
            rows.append((ids[d.certificate], d.reach, at, run, places[d.address], d.sensitivity, d.error, d.margin))
        cursor.executemany("INSERT OR IGNORE INTO dependence VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def certificates(self, name: str, since: str) -> dict[int, CertificateUsed]:
        """Every quantity of the certificates of a standard, or with a number, that runs of a day or later used."""
        query = (
            "SELECT DISTINCT c.id, role, standard, number, unit, quantity FROM certificate c "
            "JOIN kind_certificate ON certificate = c.id JOIN kind k ON k.id = kind "
            "WHERE (standard = ? OR number = ?) AND date >= ?"
        )
        return {row[0]: CertificateUsed(*row[1:]) for row in self._connection.execute(query, (name, name, since))}

    def kinds(self, certificates: Iterable[int], since: str) -> dict[int, str]:
        """The kinds of runs that used one of the certificates since a day, each with a run of that kind."""
        query = (
            "SELECT k.id, (SELECT name FROM run WHERE run.kind = k.id LIMIT 1) FROM kind k "
            "WHERE date >= ? AND id IN (SELECT kind FROM kind_certificate WHERE certificate = ?)"
        )
        found = (row for c in certificates for row in self._connection.execute(query, (since, c)))
        return {kind: run for kind, run in found if run is not None}

    def of_kinds(self, kinds: Iterable[int], *, uncertain: bool = False) -> dict[str, int]:
        """The runs of some kinds, with their kind; those alone in whose results an uncertainty entered."""
        query = "SELECT name, kind FROM run WHERE kind = ? AND uncertain >= ?"
        return {name: kind for k in kinds for name, kind in self._connection.execute(query, (k, int(uncertain)))}

    def turned(self, certificate: int, stretches: Sequence[Stretch]) -> set[str]:
        """The runs of which a conclusion can turn when values move by so much.

        A conclusion whose dependence is not said is among them as soon as any value moves.
        """
        if not stretches:
            return set()
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("DELETE FROM temp.stretch")
            bounds = [(s.lower, s.upper, min(s.most, GREATEST)) for s in stretches]
            cursor.executemany("INSERT INTO temp.stretch VALUES (?, ?, ?)", bounds)
            found = cursor.execute(_TURNED, (certificate, max(most for _, _, most in bounds), NOWHERE))
            return self._names(run for (run,) in found.fetchall())

    def _names(self, runs: Iterable[int]) -> set[str]:
        query = "SELECT name FROM run WHERE id = ?"
        return {self._connection.execute(query, (run,)).fetchone()[0] for run in runs}


def _id(cursor: sqlite3.Cursor, table: str, values: Sequence[str]) -> int:
    """The number of a row, which is inserted if it is new."""
    select, insert = _NUMBERED[table]
    found = cursor.execute(select, tuple(values)).fetchone()
    if found is None:
        cursor.execute(insert, tuple(values))
        return int(cursor.lastrowid or 0)
    return int(found[0])


_NUMBERED = {
    "certificate": (
        "SELECT id FROM certificate WHERE role = ? AND standard = ? AND number = ? AND unit = ? AND quantity = ?",
        "INSERT INTO certificate (role, standard, number, unit, quantity) VALUES (?, ?, ?, ?, ?)",
    ),
    "kind": ("SELECT id FROM kind WHERE date = ? AND digest = ?", "INSERT INTO kind (date, digest) VALUES (?, ?)"),
    "place": ("SELECT id FROM place WHERE address = ?", "INSERT INTO place (address) VALUES (?)"),
}
