"""The registers of a store: reading them as they are or as they were, and changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import orjson
from sqlalchemy import and_, func, or_, select, union_all

from records.journal import utc_now
from records.schema import register_change, register_event
from registers.change import Change, Row, no_row
from registers.contents import REGISTERS
from registers.errors import NotRegistered
from registers.projection import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy import ColumnElement, FromClause

    from records.ledger import Signer
    from records.register_changes import Reason
    from records.store import Store
    from registers.register import R, Register

T = TypeVar("T")
MOST = 1_000_000_000


class Past(NamedTuple):
    """One event of a row.

    Attributes:
        version, time: Number and time.
        who, why, cause: Reason of the change.
        before, after: The fields that differ; None for the row that was not there.
    """

    version: int
    time: str
    who: str
    why: str
    cause: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Book:
    """The registers of a store.

    Args:
        store: The store, open for writing; its tables are made where they are missing.

    Raises:
        StoreError: The store cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.reporting():
            lay_out(store.engine, list(REGISTERS.values()))

    def change(self, signer: Signer, reason: Reason, work: Callable[[Change], T], *, time: str = "") -> T:
        """Do some work that changes registers, in one transaction: all of it, or nothing.

        Args:
            signer: The station's key, which signs what the ledger says of the change.
            reason: Who and why.
            work: Changes rows; it gets the `Change`.
            time: Time of the change in a simulated year; empty for now. The ledger always states now.

        Returns:
            What the work returns.

        Raises:
            RegistersError: Something is wrong with the rows; nothing was written.
            StoreError: The store cannot be written; nothing was.
        """
        writer = self.store.writer()
        written, done = now(), list[T]()

        def together(connection: Any) -> list[Any]:
            change = Change(connection, time or written, reason, REGISTERS)
            done.append(work(change))
            return change.notes()

        try:
            head = writer.change(together, signer, written)
        finally:
            writer.close()
        if head is not None:
            self.store.remember(head, written)
        return done[-1]

    def get(self, register: Register[R], key: str, at: str = "") -> Row[R]:
        """A row, as it is or as it was at a time.

        Raises:
            NotRegistered: There is none.
        """
        found = self.find(register, key, at)
        if found is None:
            raise NotRegistered(no_row(register, key).reasons)
        return found

    def find(self, register: Register[R], key: str, at: str = "") -> Row[R] | None:
        """A row, as it is or as it was at a time; None where there is none."""
        return next(self.rows(register, lambda c: c.key == key, at=at), None)

    def rows(
        self,
        register: Register[R],
        where: Callable[[Any], ColumnElement[bool]] | None = None,
        *,
        at: str = "",
        order: Sequence[str] = ("key",),
        limit: int = MOST,
    ) -> Iterator[Row[R]]:
        """Rows of a register.

        Args:
            register: The register.
            where: A condition on its columns; None for all rows.
            at: Time of which the register is shown; empty for now.
            order: Columns that the rows are sorted by.
            limit: How many at most.
        """
        table = source(register, at)
        query = select(table).order_by(*(table.c[name] for name in order))
        query = query if limit == MOST else query.limit(limit)
        query = query if where is None else query.where(where(table.c))
        # A cursor of PostgreSQL is planned for its first rows: by key, past every index that finds the few that are wanted.
        options = {"yield_per": 1000} if where is None else {}
        with self.store.reporting(), self.store.engine.connect() as connection:
            for row in connection.execute(query, execution_options=options).mappings():
                yield Row(row["key"], row["version"], row["recorded"], register.read(row))

    def count(
        self, register: Register[Any], where: Callable[[Any], ColumnElement[bool]] | None = None, *, at: str = ""
    ) -> int:
        """How many rows of a register meet a condition."""
        table = source(register, at)
        query = select(func.count()).select_from(table)
        with self.store.reporting(), self.store.engine.connect() as connection:
            return int(connection.execute(query if where is None else query.where(where(table.c))).scalar_one())

    def tally(
        self,
        register: Register[Any],
        by: Callable[[Any], Any],
        where: Callable[[Any], ColumnElement[bool]],
        *,
        at: str = "",
    ) -> dict[str, int]:
        """How many rows of a register that meet a condition have each value of an expression on its columns."""
        table = source(register, at)
        values = select(by(table.c).label("value")).where(where(table.c)).subquery()
        query = select(values.c.value, func.count()).group_by(values.c.value)
        with self.store.reporting(), self.store.engine.connect() as connection:
            return {str(value): int(count) for value, count in connection.execute(query)}

    def search(self, register: Register[R], text: str, *, at: str = "", limit: int = MOST) -> list[Row[R]]:
        """Rows with a text: those that have it as their key or as a field whole, else those that hold it; all for none."""
        if not text.strip():
            return list(self.rows(register, at=at, limit=limit))
        table, names = source(register, at), ("key", *register.search)
        whole = list(self.rows(register, lambda c: or_(*(c[name] == text for name in names)), at=at, limit=limit))
        if whole:
            return whole
        words = [word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") for word in text.split()]
        held = and_(*(or_(*(table.c[n].ilike(f"%{word}%", escape="\\") for n in names)) for word in words))
        keys = select(table.c.key).where(held).order_by(table.c.key).limit(limit)
        with self.store.reporting(), self.store.engine.connect() as connection:
            found = list(connection.scalars(keys))
        return [self.get(register, key, at) for key in found]

    def earlier(self, register: Register[R], key: str) -> list[R]:
        """What a row was before it was changed, newest first."""
        past = register.past
        query = select(past).where(past.c.key == key).order_by(past.c.version.desc())
        with self.store.reporting(), self.store.engine.connect() as connection:
            return [register.read(row) for row in connection.execute(query).mappings()]

    def history(self, register: Register[Any], key: str) -> list[Past]:
        """Every event of a row, oldest first.

        Raises:
            NotRegistered: There was never such a row.
        """
        e, c = register_event.c, register_change.c
        query = (
            select(e.version, e.time, c.who, c.why, c.cause, e.before, e.after)
            .join(register_change, c.n == e.change)
            .where(e.register == register.name, e.key == key)
            .order_by(e.version)
        )
        with self.store.reporting(), self.store.engine.connect() as connection:
            rows = list(connection.execute(query))
        if not rows:
            raise NotRegistered(no_row(register, key).reasons)
        return [Past(*row[:5], _fields(row[5]), _fields(row[6])) for row in rows]


def source(register: Register[Any], at: str = "", columns: Collection[str] = ()) -> FromClause:
    """The table of a register, or the rows it had at a time.

    Args:
        register: The register.
        at: The time; empty for now.
        columns: Fields that are asked for, where not all are: a database copies each of a row of the past.
    """
    if not at:
        return register.now
    of = [*(f.name for f in register.fields), *register.derived]
    names = ["key", "version", "recorded", *(name for name in of if not columns or name in columns)]
    now, past = register.now, register.past
    still = select(*(now.c[name] for name in names)).where(now.c.recorded <= at)
    then = select(*(past.c[name] for name in names)).where(past.c.recorded <= at, past.c.replaced > at)
    return union_all(still, then).subquery(register.name)


def now() -> str:
    """Wall-clock time, ISO 8601 UTC with microseconds."""
    return utc_now().isoformat(timespec="microseconds")


def _fields(text: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = orjson.loads(text) if text else None
    return found
