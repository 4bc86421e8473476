"""Writes the entries of one run: one transaction for each call, and nothing between it and the database's own driver.

The store is the floor of what an observation costs. So a writer keeps one connection and its statements prepared, lets
SQLite open the transaction of a single row by itself, and chooses for each call how far it must have gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert

from records.schema import entry, seal
from records.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine, Table

    from records.event import Event, Seal

Row = tuple["Event", str, "Seal | None"]
"""An entry, its body in canonical JSON, its seal if it bears one."""


class Writer:
    """A connection of its own for one journal.

    Args:
        engine: The store.
        reporting: Turns the database's errors into `StoreError`.
        synchronous: SQLite's durability for what must be on the disk: FULL or NORMAL.
    """

    def __init__(
        self, engine: Engine, reporting: Callable[[], AbstractContextManager[None]], synchronous: str = "FULL"
    ) -> None:
        self._reporting = reporting
        self._entry, self._seal = _Statement(engine, entry), _Statement(engine, seal)
        self._sqlite = engine.dialect.name == "sqlite"
        self._synchronous = self._set = synchronous
        with reporting():
            self._connection = engine.raw_connection()
            self._driver = cast("Any", self._connection.driver_connection)
            if self._sqlite:
                self._turn = Turn(engine.url.database or "")
                self._driver.isolation_level = None
            self._cursor = self._connection.cursor()
        self._error: Any = engine.dialect.loaded_dbapi.Error

    def append(self, rows: Sequence[Row], *, on_disk: bool = True) -> None:
        """Write entries and their seals, all or none.

        Args:
            rows: What is written.
            on_disk: Whether it must survive a power cut when this returns; otherwise it survives the end of this
                process, and the next call with `on_disk` takes it along. Databases other than SQLite always do.

        Raises:
            StoreError: The disk is full, the database is unreachable, or an entry exists already; nothing was written.
        """
        try:
            if self._sqlite:
                with self._turn:
                    self._to_sqlite(rows, self._synchronous if on_disk else "NORMAL")
            else:
                self._to_database(rows)
        except self._error as error:
            with self._reporting():
                raise error from None

    def close(self) -> None:
        """Give the connection back."""
        if self._sqlite:
            self._turn.close()
            self._driver.isolation_level = ""
            self._ask_for(self._synchronous)
        self._connection.close()

    def _to_sqlite(self, rows: Sequence[Row], synchronous: str) -> None:
        if synchronous != self._set:
            self._ask_for(synchronous)
        if all(sealed is None for _, _, sealed in rows):  # one statement is a transaction by itself
            self._entry.together(self._cursor, [_columns(row) for row in rows])
            return
        self._cursor.execute("BEGIN IMMEDIATE")
        try:
            for row in rows:
                self._insert(row)
            self._cursor.execute("COMMIT")
        except BaseException:
            if self._driver.in_transaction:
                self._cursor.execute("ROLLBACK")
            raise

    def _ask_for(self, synchronous: str) -> None:
        self._cursor.execute(f"PRAGMA synchronous={synchronous}")
        self._set = synchronous

    def _to_database(self, rows: Sequence[Row]) -> None:
        try:
            for row in rows:
                self._insert(row)
            self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise

    def _insert(self, row: Row) -> None:
        sealed = row[2]
        self._entry.execute(self._cursor, _columns(row))
        if sealed is not None:
            self._seal.execute(self._cursor, (sealed.run, sealed.seq, sealed.hash, sealed.key, sealed.signature))


def _columns(row: Row) -> tuple[Any, ...]:
    e, body, _ = row
    return (e.run, e.seq, e.time, e.kind, e.address, body, e.prev, e.hash)


class _Statement:
    """An insert into a table, in the words of the database's own driver."""

    def __init__(self, engine: Engine, table: Table) -> None:
        compiled = insert(table).compile(dialect=engine.dialect)
        self._sql = str(compiled)
        self._names = None if compiled.positional else tuple(c.name for c in table.columns)

    def execute(self, cursor: Any, row: tuple[Any, ...]) -> None:
        cursor.execute(self._sql, row if self._names is None else dict(zip(self._names, row, strict=True)))

    def together(self, cursor: Any, rows: Sequence[tuple[Any, ...]]) -> None:
        """Several rows in one statement; for drivers with positional parameters."""
        head, _, values = self._sql.partition(" VALUES ")
        sql = self._sql if len(rows) == 1 else f"{head} VALUES {', '.join([values] * len(rows))}"
        cursor.execute(sql, [value for row in rows for value in row])
