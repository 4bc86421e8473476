"""Where journals are kept: an SQLite file, or a PostgreSQL database by its URL."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from records import block as blocks
from records.address import canonical_address, database_file, parse, shown
from records.audit import cited
from records.connect import engine
from records.errors import Damaged, StoreError, UnknownRun
from records.head_memory import HeadMemory, Progress, station_memory
from records.migrate import bring_up, refuse_other_versions
from records.schema import BLOCKS, attachment, block, last_blocks, ledger
from records.store_rows import RunLine, intact_entries, rows_of, run_line, sealed_rows, seals_of
from records.write_lock import WriteLock
from records.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from records.event import Event, Seal
    from records.ledger import Head

RUNS = 500
"""Runs asked for at a time: their names are within what a database takes at once."""


class Store:
    """An append-only table of journal entries.

    Args:
        address: The path of an SQLite file, or the URL of a PostgreSQL database.
        synchronous: SQLite's durability: FULL survives a power cut, NORMAL may lose the last commits.
        read_only: Open it for reading: nothing is made, migrated or written, also where the folder may not be written.
        second_place: A folder that remembers the newest ledger entry, beside the memory of this station.
        witness: Address of the witness that is told of the runs that end; a run states it as it is opened.

    Attributes:
        given: The address as it was given, for another process of this program; it may hold a password.
        name: The address as it may be printed, without a password.
        second_place: Path of the second place; empty for none.
        witness: Address of the witness; empty for none.

    Raises:
        StoreError: The store cannot be opened or is not a Steelyard store.
    """

    def __init__(
        self,
        address: str,
        synchronous: Literal["FULL", "NORMAL"] = "FULL",
        *,
        read_only: bool = False,
        second_place: Path | None = None,
        witness: str = "",
    ) -> None:
        self._url = parse(address)
        self.given, self.name = address, shown(self._url)
        second = [HeadMemory(second_place)] if second_place is not None else []
        self._memories = [station_memory(), *second] if self.address else []
        self.second_place = str(second_place.absolute()) if second_place is not None else ""
        self.witness = witness
        with self.reporting():
            self._engine = engine(self._url, synchronous, read_only=read_only)
            self._synchronous = synchronous
            if read_only:
                refuse_other_versions(self._engine, self.name)
            else:
                with self._creating_alone():
                    bring_up(self._engine, self.name)

    @contextmanager
    def _creating_alone(self) -> Iterator[None]:
        """One process makes an SQLite store: the change to the write-ahead log waits for nobody by itself."""
        path = database_file(self._url)
        if path is None or (path.is_file() and path.stat().st_size > 0) or not path.parent.is_dir():
            yield
            return
        lock = WriteLock(str(path))
        try:
            with lock:
                yield
        finally:
            lock.close()

    @property
    def address(self) -> str:
        """One text for one store, however its address is written; empty for a store in memory."""
        return canonical_address(self._url)

    @property
    def memories(self) -> list[HeadMemory]:
        """What remembers the newest ledger entry: this station, and the second place if one is named."""
        return self._memories

    def remember(self, head: Head, time: str) -> None:
        """Keep the newest ledger entry in every place that remembers it.

        Raises:
            StoreError: A place cannot be written.
        """
        for place in self._memories:
            try:
                place.remember(head, time, self.address)
            except OSError as error:
                raise StoreError(
                    f"{place.folder} cannot be written, where the store's ledger is kept: {error}"
                ) from error

    def progress(self, run: str, store: str) -> list[Progress]:
        """Where it is kept how far a run has come."""
        return [place.progress(store, run) for place in self._memories]

    def ledger(self) -> list[tuple[int, str, str, str, str]]:
        """Every ledger entry as it is stored: number, kind, entry, fingerprint of the key, signature."""
        with self.reporting(), self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(select(ledger).order_by(ledger.c.n))]

    def ledger_entry(self, kind: str, key: str) -> str:
        """The newest ledger entry of a kind that a key signed; empty where there is none."""
        query = select(ledger.c.entry).where(ledger.c.kind == kind, ledger.c.key == key).order_by(ledger.c.n.desc())
        with self.reporting(), self._engine.connect() as connection:
            return str(connection.scalar(query.limit(1)) or "")

    def ledger_since(self, n: int) -> list[tuple[int, str]]:
        """Number and text of every ledger entry from a number on, for a projection that follows the ledger."""
        query = select(ledger.c.n, ledger.c.entry).where(ledger.c.n >= n).order_by(ledger.c.n)
        with self.reporting(), self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def writer(self) -> Writer:
        """A connection of its own for one journal."""
        return Writer(self._engine, self.reporting, self._synchronous)

    def events(self, run: str) -> list[Event]:
        """All entries of a run, oldest first.

        Raises:
            Damaged: An entry is not what was written.
        """
        with self.reporting(), self._engine.connect() as connection:
            return [e for row in connection.execute(rows_of(run)) for e in intact_entries(row)]

    def rows(self, run: str) -> list[dict[str, Any]]:
        """All entries of a run by field, for an audit; what is not as it was written stays text in the body."""
        with self.reporting(), self._engine.connect() as connection:
            return [fields for row in connection.execute(rows_of(run)) for fields in blocks.rows(*tuple(row))]

    def snapshot(self, run: str) -> tuple[list[dict[str, Any]], list[Seal]]:
        """Entries and seals of a run as they are stored at one moment, for an audit while a bench goes on writing."""
        with self.reporting(), self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # else every SELECT sees a moment of its own
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            entries = [fields for row in connection.execute(rows_of(run)) for fields in blocks.rows(*tuple(row))]
            return entries, seals_of(connection.execute(sealed_rows(run)))

    def last(self, run: str) -> tuple[int, str] | None:
        """Number and hash of a run's newest entry; None where it has none.

        Raises:
            Damaged: It is not what was written.
        """
        with self.reporting(), self._engine.connect() as connection:
            found = connection.execute(rows_of(run).order_by(None).order_by(block.c.seq.desc()).limit(1)).first()
        newest = [*intact_entries(found)][-1] if found is not None else None
        return (newest.seq, newest.hash) if newest is not None else None

    def names(self) -> list[str]:
        """Every run that has an entry, even if its first one is gone, oldest first."""
        query = select(block.c.run).distinct().order_by(block.c.run)
        with self.reporting(), self._engine.connect() as connection:
            return list(connection.scalars(query))

    def newest(self) -> str:
        """Time of the entry written last, as it was written; empty where there is none."""
        with self.reporting(), self._engine.connect() as connection:
            found = connection.execute(BLOCKS.order_by(block.c.n.desc()).limit(1)).first()
        return "" if found is None else max(str(fields["time"]) for fields in blocks.rows(*tuple(found)))

    def seals(self, run: str) -> list[Seal]:
        """All seals of a run, in order."""
        with self.reporting(), self._engine.connect() as connection:
            return seals_of(connection.execute(sealed_rows(run)))

    def runs(self) -> list[RunLine]:
        """Every run of the store, oldest first.

        Raises:
            Damaged: A first entry or a verdict is not what was written.
        """
        first = BLOCKS.where(block.c.seq == 0).order_by(block.c.run)
        with self.reporting(), self._engine.connect() as connection:
            # First entries first: a run that another bench opens meanwhile is then in the later list only.
            opened = [next(intact_entries(row)) for row in connection.execute(first)]
            ends = {row.run: row for row in connection.execute(last_blocks())}
        return [run_line(e, ends[e.run]) for e in opened]

    def file(self, sha256: str) -> bytes | None:
        """The bytes that lie under a digest, as they are; None where nothing does."""
        with self.reporting(), self._engine.connect() as connection:
            content = connection.scalar(select(attachment.c.content).where(attachment.c.sha256 == sha256))
        return content.encode() if isinstance(content, str) else None if content is None else bytes(content)

    def files(self, entries: Iterable[Event]) -> dict[str, bytes]:
        """The content of every file that entries name, by digest; what is missing is left out."""
        digests = dict.fromkeys(str(value.get("sha256")) for _, value in cited([e._asdict() for e in entries]))
        return {digest: content for digest in digests if (content := self.file(digest)) is not None}

    def line(self, run: str) -> RunLine | None:
        """One run of the list of runs; None where it has no first entry.

        Raises:
            Damaged: Its first entry or its verdict is not what was written.
        """
        with self.reporting(), self._engine.connect() as connection:
            first = connection.execute(rows_of(run).where(block.c.seq == 0)).first()
            end = connection.execute(rows_of(run).order_by(None).order_by(block.c.seq.desc()).limit(1)).first()
        return None if first is None or end is None else run_line(next(intact_entries(first)), end)

    def lines(self, runs: Sequence[str]) -> dict[str, RunLine | Damaged]:
        """Some runs of the list, by name; of a damaged one, what is damaged. One without a first entry is left out."""
        found: dict[str, RunLine | Damaged] = {}
        for start in range(0, len(runs), RUNS):
            part = runs[start : start + RUNS]
            with self.reporting(), self._engine.connect() as connection:
                firsts = connection.execute(BLOCKS.where(block.c.seq == 0, block.c.run.in_(part))).all()
                ends = {row.run: row for row in connection.execute(last_blocks(part))}
            for first in firsts:
                try:
                    found[first.run] = run_line(next(intact_entries(first)), ends[first.run])
                except Damaged as error:
                    found[first.run] = error
        return found

    def find(self, name: str) -> str:
        """The run whose identity is `name` or begins with it; `last` is the newest.

        Raises:
            UnknownRun: There is none, or more than one.
        """
        return self.find_all([name])[0]

    def find_all(self, names: Sequence[str]) -> list[str]:
        """The same for many names, in their order.

        Raises:
            UnknownRun: There is none of a name, or more than one.
        """
        known = self.names()
        there = set(known)
        return [name if name in there else self._beginning(name, known) for name in names]

    def _beginning(self, name: str, known: Sequence[str]) -> str:
        if name == "last" and known:
            return known[-1]
        found = [run for run in known if run.startswith(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownRun(f"{len(found)} runs begin with {name!r}: {', '.join(found[:5])}. Give more of the name.")
        raise UnknownRun(f"no run {name!r} in {self.name}. `steelyard runs` lists them; --store names another store.")

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for exports and migrations."""
        return self._engine

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Turn the database's errors into `StoreError`."""
        made = getattr(self, "_engine", None)
        errors = (SQLAlchemyError, made.dialect.dbapi.Error) if made is not None else (SQLAlchemyError, ImportError)
        try:
            yield
        except errors as error:
            cause = str(getattr(error, "orig", None) or error)
            if self._url.password:
                cause = cause.replace(str(self._url.password), "***")
            raise StoreError(
                f"store {self.name}: {cause}. "
                "Check that it exists, that you may use it, that there is space left and that it is a Steelyard store."
            ) from error
