"""A projection of the runs of a store that follows its ledger, which states each run as it is opened or closed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import orjson

from records.ledger import TAKEN, line_hash
from records.projection import opened_projection, projection_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records.store import Store

T = TypeVar("T")
_LEDGER = "CREATE TABLE IF NOT EXISTS ledger (n INTEGER, hash TEXT);"


class News(NamedTuple):
    """What the ledger states that the projection does not hold.

    Attributes:
        entries: The entries of the ledger.
        again: Whether they are all there are, because the ledger does not continue from what the projection holds.
    """

    entries: Sequence[dict[str, Any]]
    again: bool

    def bodies(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of the entries of a kind, in order."""
        return [e["body"] for e in self.entries if e["kind"] == kind]

    def began(self) -> dict[str, int]:
        """The number of every run that is new in the store: opened in it, or taken from a field kit."""
        found = {str(body["run"]): int(body["number"]) for body in self.bodies("opened")}
        for body in self.bodies(TAKEN):
            found |= {str(run[0]): number for number, run in enumerate(body["runs"], body["number"])}
        return found

    def ended(self) -> list[str]:
        """Every run that has ended."""
        taken = [str(run[0]) for body in self.bodies(TAKEN) for run in body["runs"]]
        return [*(str(body["run"]) for body in self.bodies("closed")), *taken]


@dataclass(frozen=True, slots=True)
class LedgerProjection:
    """A table ``run`` with a row for each run.

    Attributes:
        suffix: Of the name of its file.
        version: Version of its tables.
        tables: Statements that make them.
        take_in: Reads from the store what is new, and returns what writes it.
    """

    suffix: str
    version: int
    tables: str
    take_in: Callable[[Store, News], Callable[[sqlite3.Connection], object]]

    def ask(self, store: Store, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer of the projection, after it took in what is new; made in memory where its file cannot be written.

        Raises:
            StoreError: The store cannot be read.
        """
        try:
            return self._asked(projection_file(store, self.suffix), store, question)
        except sqlite3.Error:  # a folder that may not be written
            return self._asked(":memory:", store, question)

    def _asked(self, path: str, store: Store, question: Callable[[sqlite3.Connection], T]) -> T:
        with closing(opened_projection(path, self.tables + _LEDGER, self.version)) as connection:
            self._follow(connection, store)
            return question(connection)

    def _follow(self, connection: sqlite3.Connection, store: Store) -> None:
        """Take in what the ledger states since the last time; all of it again where it does not continue from there."""
        known = connection.execute("SELECT n, hash FROM ledger").fetchone()
        rows = store.ledger_since(known[0] if known else 0)
        continues = known is not None and bool(rows) and line_hash(rows[0][1]) == known[1]
        if continues and len(rows) == 1:
            return
        news = News([orjson.loads(text) for _, text in rows[1:]], again=False)
        if not continues or any(e["body"].get("adopted") for e in news.entries):
            rows = store.ledger_since(0) if known else rows
            news = News([orjson.loads(text) for _, text in rows], again=True)
        write = self.take_in(store, news)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if news.again:
                connection.execute("DELETE FROM run")
            write(connection)
            connection.execute("DELETE FROM ledger")
            if rows:
                connection.execute("INSERT INTO ledger VALUES (?, ?)", (rows[-1][0], line_hash(rows[-1][1])))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
