"""Locks that every computer sees which shares one PostgreSQL store: the database holds them while a connection lives.

A process that is killed, or a computer that is cut off, loses its connection and with it the lock: none is ever stale.
An SQLite store is on one computer; `services.locks.lock_files` holds its locks.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from records.address import parse, shown
from records.connect import engine
from records.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import URL, Connection


class Taken(NamedTuple):
    """A lock that another connection holds.

    Attributes:
        key: What is locked.
        computer: Address of the computer that holds it; empty where the database does not say.
        since: When its connection was opened; empty where the database does not say.
    """

    key: str
    computer: str = ""
    since: str = ""


@contextmanager
def held_in_store(address: str, key: str) -> Iterator[bool]:
    """Hold a lock in a store.

    Args:
        address: The store; an SQLite store has none.
        key: What is locked.

    Yields:
        Whether it is held now; False where another connection holds it.

    Raises:
        StoreError: The database cannot be reached.
    """
    with all_held_in_store(address, [key]) as taken:
        yield taken is None


@contextmanager
def all_held_in_store(address: str, keys: Iterable[str]) -> Iterator[Taken | None]:
    """Hold several locks in a store on one connection, or none of them.

    Args:
        address: The store; an SQLite store has none.
        keys: What is locked.

    Yields:
        None where all are held now, else the first that another connection holds.

    Raises:
        StoreError: The database cannot be reached.
    """
    url = parse(address)
    if url.get_backend_name() == "sqlite":
        yield None
        return
    made = engine(url, "FULL", read_only=True)
    try:
        with _reporting(url), made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            taken = _first_taken(connection, sorted(set(keys)))
            try:
                yield taken
            finally:
                with suppress(SQLAlchemyError):  # a connection that is gone holds nothing
                    connection.execute(text("SELECT pg_advisory_unlock_all()"))
    finally:
        made.dispose()


def _first_taken(connection: Connection, keys: Iterable[str]) -> Taken | None:
    for key in keys:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": _number(key)}):
            connection.execute(text("SELECT pg_advisory_unlock_all()"))
            return _holder(connection, key)
    return None


def _holder(connection: Connection, key: str) -> Taken:
    """Who holds a lock, as far as the database tells its user."""
    row = connection.execute(_WHO, {"high": _number(key) >> 32 & 0xFFFFFFFF, "low": _number(key) & 0xFFFFFFFF}).first()
    return Taken(key) if row is None else Taken(key, row[0] or "", row[1] or "")


_WHO = text(
    "SELECT host(a.client_addr), to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SSOF') FROM pg_locks l "
    "JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted "
    "AND l.classid = CAST(:high AS bigint)::oid AND l.objid = CAST(:low AS bigint)::oid"
)


@contextmanager
def _reporting(url: URL) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error)
        if url.password:
            cause = cause.replace(str(url.password), "***")
        raise StoreError(f"store {shown(url)} cannot be read: {cause}") from error


def _number(key: str) -> int:
    """A number of 64 bits for a key."""
    return int.from_bytes(sha256(f"steelyard {key}".encode()).digest()[:8], "big", signed=True)
