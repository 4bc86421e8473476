"""Writes the entries of one run: one transaction for each call, and nothing between it and the database's own driver.

The store is the floor of what an observation costs. So a writer keeps one connection and its statements prepared, lets
SQLite open the transaction of a single row by itself, and chooses for each call how far it must have gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from records.block import join
from records.schema import block, seal
from records.write_lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine, Table

    from records.event import Event, Seal

Row = tuple["Event", bytes, "Seal | None"]
"""An entry, its line (`records.block.line`), its seal if it bears one."""


_Values = tuple[Any, ...]


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
        self._block, self._seal = _statement(engine, block), _statement(engine, seal)
        self._sqlite = engine.dialect.name == "sqlite"
        self._synchronous = self._set = synchronous
        with reporting():
            self._connection = engine.raw_connection()
            self._driver = cast("Any", self._connection.driver_connection)
            if self._sqlite:
                self._lock = WriteLock(engine.url.database or "")
                self._driver.isolation_level = None
            self._cursor = self._connection.cursor()
        self._error: Any = engine.dialect.loaded_dbapi.Error

    def append(self, rows: Sequence[Row], *, on_disk: bool = True) -> None:
        """Write entries, which follow each other, and their seals, all or none.

        Args:
            rows: What is written.
            on_disk: Whether it must survive a power cut when this returns; otherwise it survives the end of this
                process, and the next call with `on_disk` takes it along. Databases other than SQLite always do.

        Raises:
            StoreError: The disk is full, the database is unreachable, or an entry exists already; nothing was written.
        """
        first = rows[0][0]
        block = (first.run, first.seq, first.prev, join([line for _, line, _ in rows]))
        seals = [tuple(sealed) for _, _, sealed in rows if sealed is not None]
        try:
            if self._sqlite:
                with self._lock:
                    self._to_sqlite(block, seals, self._synchronous if on_disk else "NORMAL")
            else:
                self._to_database(block, seals)
        except self._error as error:
            with self._reporting():
                raise error from None

    def close(self) -> None:
        """Give the connection back."""
        if self._sqlite:
            self._lock.close()
            self._driver.isolation_level = ""
            self._ask_for(self._synchronous)
        self._connection.close()

    def _to_sqlite(self, block: _Values, seals: Sequence[_Values], synchronous: str) -> None:
        if synchronous != self._set:
            self._ask_for(synchronous)
        if not seals:  # one statement is a transaction by itself
            self._cursor.execute(self._block, block)
            return
        self._cursor.execute("BEGIN IMMEDIATE")
        try:
            self._cursor.execute(self._block, block)
            self._cursor.executemany(self._seal, seals)
            self._cursor.execute("COMMIT")
        except BaseException:
            if self._driver.in_transaction:
                self._cursor.execute("ROLLBACK")
            raise

    def _ask_for(self, synchronous: str) -> None:
        self._cursor.execute(f"PRAGMA synchronous={synchronous}")
        self._set = synchronous

    def _to_database(self, block: _Values, seals: Sequence[_Values]) -> None:
        try:
            self._cursor.execute(self._block, block)
            if seals:
                self._cursor.executemany(self._seal, seals)
            self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise


def _statement(engine: Engine, table: Table) -> str:
    """An insert into a table, in the words of the database's own driver, with the values in the table's order."""
    names = [c.name for c in table.columns if c.identity is None]
    mark = "?" if engine.dialect.paramstyle == "qmark" else "%s"
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608
