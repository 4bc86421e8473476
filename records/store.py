"""Where journals are kept: an SQLite file by default, any database SQLAlchemy knows by URL."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import orjson
from sqlalchemy import Engine, create_engine, event, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from records import block as blocks
from records.errors import Damaged, StoreError, UnknownRun
from records.event import Event, Seal
from records.migrate import bring_up
from records.schema import BLOCKS, block, last_blocks, seal
from records.write_lock import WriteLock
from records.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row, Select
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_MILLISECONDS = 30_000


@dataclass(frozen=True, slots=True)
class RunLine:
    """One line of the list of runs: its first entry, and its verdict if it has one."""

    run: str
    opened: Event
    entries: int
    outcome: str
    closed: bool


class Store:
    """An append-only table of journal entries.

    Args:
        url: An SQLAlchemy URL, or the path of an SQLite file.
        synchronous: SQLite's durability: FULL survives a power cut, NORMAL may lose the last commits.

    Raises:
        StoreError: The store cannot be opened or is not a Steelyard store.
    """

    def __init__(self, url: str, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> None:
        self.url = url if "://" in url else f"sqlite:///{url}"
        with self._reporting():
            self._engine = create_engine(self.url, **_pooled(self.url))
            self._synchronous = synchronous
            if self._engine.dialect.name == "sqlite":
                event.listen(self._engine, "connect", partial(_durable, synchronous))
            with self._creating_alone():
                bring_up(self._engine)

    @contextmanager
    def _creating_alone(self) -> Iterator[None]:
        """Who makes an SQLite store makes it alone: a change to the write-ahead log waits for nobody by itself."""
        path = Path(self._engine.url.database or ":memory:")
        made = path.is_file() and path.stat().st_size > 0
        if self._engine.dialect.name != "sqlite" or path.name == ":memory:" or made or not path.parent.is_dir():
            yield
            return
        lock = WriteLock(str(path))
        try:
            with lock:
                yield
        finally:
            lock.close()

    def writer(self) -> Writer:
        """A connection of its own for one journal."""
        return Writer(self._engine, self._reporting, self._synchronous)

    def events(self, run: str) -> list[Event]:
        """All entries of a run, oldest first.

        Raises:
            Damaged: An entry is not what was written.
        """
        with self._reporting(), self._engine.connect() as connection:
            return [e for row in connection.execute(_of(run)) for e in _intact(row)]

    def rows(self, run: str) -> list[dict[str, Any]]:
        """All entries of a run by field, for an audit; what is not as it was written stays text in the body."""
        with self._reporting(), self._engine.connect() as connection:
            return [fields for row in connection.execute(_of(run)) for fields in blocks.rows(*tuple(row))]

    def snapshot(self, run: str) -> tuple[list[dict[str, Any]], list[Seal]]:
        """Entries and seals of a run as they are stored at one moment, for an audit while a bench goes on writing."""
        with self._reporting(), self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # else every SELECT sees a moment of its own
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            entries = [fields for row in connection.execute(_of(run)) for fields in blocks.rows(*tuple(row))]
            seals = connection.execute(select(seal).where(seal.c.run == run).order_by(seal.c.seq))
            return entries, [Seal(*row) for row in seals]

    def last(self, run: str) -> tuple[int, str] | None:
        """Number and hash of a run's newest entry; None where it has none.

        Raises:
            Damaged: It is not what was written.
        """
        with self._reporting(), self._engine.connect() as connection:
            found = connection.execute(_of(run).order_by(None).order_by(block.c.seq.desc()).limit(1)).first()
        newest = [*_intact(found)][-1] if found is not None else None
        return (newest.seq, newest.hash) if newest is not None else None

    def names(self) -> list[str]:
        """Every run that has an entry, even if its first one is gone, oldest first."""
        query = select(block.c.run).distinct().order_by(block.c.run)
        with self._reporting(), self._engine.connect() as connection:
            return list(connection.scalars(query))

    def newest(self) -> str:
        """Time of the entry written last, as it was written; empty where there is none."""
        with self._reporting(), self._engine.connect() as connection:
            found = connection.execute(BLOCKS.order_by(block.c.n.desc()).limit(1)).first()
        return "" if found is None else max(str(fields["time"]) for fields in blocks.rows(*tuple(found)))

    def seals(self, run: str) -> list[Seal]:
        """All seals of a run, in order."""
        query = select(seal).where(seal.c.run == run).order_by(seal.c.seq)
        with self._reporting(), self._engine.connect() as connection:
            return [Seal(*row) for row in connection.execute(query)]

    def runs(self) -> list[RunLine]:
        """Every run of the store, oldest first.

        Raises:
            Damaged: A first entry or a verdict is not what was written.
        """
        first = BLOCKS.where(block.c.seq == 0).order_by(block.c.run)
        with self._reporting(), self._engine.connect() as connection:
            # First entries first: a run that another bench opens meanwhile is then in the later list only.
            opened = [next(_intact(row)) for row in connection.execute(first)]
            ends = {row.run: row for row in connection.execute(last_blocks())}
        return [_line(e, ends[e.run]) for e in opened]

    def find(self, name: str) -> str:
        """The run whose identity is `name` or begins with it; `last` is the newest.

        Raises:
            UnknownRun: There is none, or more than one.
        """
        known = self.names()
        if name == "last" and known:
            return known[-1]
        found = [run for run in known if run == name] or [run for run in known if run.startswith(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownRun(f"{len(found)} runs begin with {name!r}: {', '.join(found[:5])}. Give more of the name.")
        raise UnknownRun(f"no run {name!r} in {self.url}. `steelyard runs` lists them; --store names another store.")

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for exports and migrations."""
        return self._engine

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        dialect = getattr(self, "_engine", None)
        errors = (SQLAlchemyError, dialect.dialect.dbapi.Error) if dialect is not None else (SQLAlchemyError,)
        try:
            yield
        except errors as error:
            cause = getattr(error, "orig", None) or error
            raise StoreError(
                f"store {self.url}: {cause}. "
                "Check that the path exists, is writable, has space left and is a Steelyard store."
            ) from error


def _pooled(url: str) -> dict[str, int]:
    """Every position of a bench has a connection of its own, however many there are; a store in memory has one."""
    parsed = make_url(url)
    in_memory = parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}
    return {} if in_memory else {"max_overflow": -1}


def _durable(synchronous: str, connection: DBAPIConnection, _record: object) -> None:
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")  # a spoilt byte is found by its hash
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", f"synchronous={synchronous}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _of(run: str) -> Select[Any]:
    """The blocks of a run, oldest first."""
    return BLOCKS.where(block.c.run == run).order_by(block.c.seq)


def _intact(row: Row[Any]) -> Iterator[Event]:
    """The entries of a block.

    Raises:
        Damaged: One of them is not what was written.
    """
    for e in blocks.events(*tuple(row)):
        if not isinstance(e, Event):
            raise Damaged(row.run, e)
        yield e


def _line(opened: Event, end: Row[Any]) -> RunLine:
    """What the newest block of a run says of its end: `closed`, the last entry, repeats the outcome of the verdict.

    Raises:
        Damaged: It is not what was written.
    """
    kinds, outcome = blocks.kinds(end.entries), ""
    if None in kinds:
        raise Damaged(end.run, end.seq + kinds.index(None))
    for kind in ("verdict", "closed"):
        for seq, body in blocks.pick(*tuple(end), kind=kind):
            if body is None:
                raise Damaged(end.run, seq)
            outcome = str(orjson.loads(body).get("outcome", ""))
    return RunLine(opened.run, opened, end.seq + len(kinds), outcome, kinds[-1] == "closed")
