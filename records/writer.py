"""Writes the entries of one run: one transaction for each call, and nothing between it and the database's own driver.

The store is the floor of what an observation costs. So a writer keeps one connection and its statements prepared, lets
SQLite open the transaction of a single row by itself, and chooses for each call how far it must have gone.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy.exc import SQLAlchemyError

from records import ledger
from records.errors import StoreError
from records.schema import attachment, block
from records.write_lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import TypeAlias

    from sqlalchemy import Connection, Engine, Table

    from records.ledger import Head, Note, Signer

    Together: TypeAlias = Callable[[Connection], Sequence[Note]]
    """Writes something in a transaction, and gives what the ledger is to say of it."""


class Block(NamedTuple):
    """Entries of one transaction, sealed at the last of them."""

    run: str
    seq: int
    prev: str
    entries: str
    key: str
    signature: str


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
        self._block, self._attachment = _statement(engine, block), _statement(engine, attachment)
        self._mark = "?" if engine.dialect.paramstyle == "qmark" else "%s"
        self._sqlite = engine.dialect.name == "sqlite"
        self._synchronous = self._set = synchronous
        with reporting():
            self._connection = engine.connect()
            if not self._sqlite:  # a statement alone is a transaction: one trip to the server, not three
                self._connection.execution_options(isolation_level="AUTOCOMMIT")
            self._driver = cast("Any", self._connection.connection.driver_connection)
            if self._sqlite:
                self._lock = WriteLock(engine.url.database or "")
                self._driver.isolation_level = None
            self._cursor = self._driver.cursor()
        self._error: Any = engine.dialect.loaded_dbapi.Error

    def append(self, block: Block, *, on_disk: bool = True) -> None:
        """Write entries, which follow each other, and their seal, all or none.

        Args:
            block: What is written.
            on_disk: Whether it must survive a power cut when this returns; otherwise it survives the end of this
                process, and the next call with `on_disk` takes it along. Databases other than SQLite always do.

        Raises:
            StoreError: The disk is full, the database is unreachable, or an entry exists already; nothing was written.
        """
        with self._errors():
            if not self._sqlite:
                self._cursor.execute(self._block, block)
                return
            with self._lock:  # one statement is a transaction by itself
                self._ask_for(self._synchronous if on_disk else "NORMAL")
                self._cursor.execute(self._block, block)

    def enter(
        self, note: Note, signer: Signer, time: str, block: Block | None = None, together: Together | None = None
    ) -> Head:
        """Enter a note in the store's ledger, in one transaction with the entries that it states.

        Args:
            note: What the ledger is to say.
            signer: The station's key.
            time: Wall-clock time.
            block: The entries.
            together: What else is written in the transaction.

        Returns:
            The newest ledger entry.

        Raises:
            NotTrusted: The store does not trust the key; nothing was written.
            StoreError: As `append`.
        """
        with self._errors(), self._transaction():
            further = together(self._connection) if together is not None else ()
            head = self._stated([note, *further], signer, time)
            if block is not None:
                self._cursor.execute(self._block, block)
        return head

    def change(self, together: Together, signer: Signer, time: str) -> Head | None:
        """Write something else than entries of a run, in one transaction with what the ledger is to say of it.

        Args:
            together: Writes it, and gives the notes for the ledger; with none, nothing was to be written.
            signer: The station's key.
            time: Wall-clock time.

        Returns:
            The newest ledger entry; None where the ledger had nothing to say.

        Raises:
            NotTrusted, StoreError: As `enter`.
        """
        with self._errors(), self._transaction():
            notes = together(self._connection)
            return self._stated(notes, signer, time) if notes else None

    def _stated(self, notes: Sequence[Note], signer: Signer, time: str) -> Head:
        """Enter notes in the ledger, where nobody else writes until this transaction ends."""
        if not self._sqlite:
            self._cursor.execute(f"SELECT pg_advisory_xact_lock({ledger.LOCK})")
        return [ledger.append(self._cursor, self._mark, note, signer, time) for note in notes][-1]

    def attach(self, sha256: str, content: bytes) -> None:
        """Keep a file under its digest, on the disk when this returns; one that is there already stays.

        Raises:
            StoreError: It cannot be written, or what lies under the digest is something else.
        """
        with self._errors(), self._transaction():
            self._cursor.execute(f"SELECT content FROM attachment WHERE sha256 = {self._mark}", (sha256,))  # noqa: S608
            found = self._cursor.fetchone()
            if found is None:
                self._cursor.execute(self._attachment, (sha256, content))
        if found is not None and bytes(found[0]) != content:
            raise StoreError(f"the store holds another file under the digest {sha256}; `steelyard verify` says more")

    def close(self) -> None:
        """Give the connection back."""
        if self._sqlite:
            self._lock.close()
            self._driver.isolation_level = ""
            self._ask_for(self._synchronous)
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (self._error, SQLAlchemyError) as error:
            with self._reporting():
                raise error from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing."""
        if self._sqlite:
            with self._lock:
                self._ask_for(self._synchronous)
                self._cursor.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._cursor.execute("COMMIT")
                except BaseException:
                    if self._driver.in_transaction:
                        self._cursor.execute("ROLLBACK")
                    raise
                finally:
                    self._connection.rollback()  # what SQLAlchemy knows of the transaction, which is over
            return
        try:
            self._cursor.execute("BEGIN")
            yield
            self._driver.commit()
        except BaseException:
            self._driver.rollback()
            raise
        finally:
            self._connection.rollback()

    def _ask_for(self, synchronous: str) -> None:
        if synchronous != self._set:
            self._cursor.execute(f"PRAGMA synchronous={synchronous}")
            self._set = synchronous


def _statement(engine: Engine, table: Table) -> str:
    """An insert into a table, in the words of the database's own driver, with the values in the table's order."""
    names = [c.name for c in table.columns if c.identity is None]
    mark = "?" if engine.dialect.paramstyle == "qmark" else "%s"
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608
