"""Locks that every computer sees which shares one PostgreSQL store: the database holds them while a connection lives.

A process that is killed, or a computer that is cut off, loses its connection and with it the lock: none is ever stale.
An SQLite store is on one computer; `services.lock_files` holds its locks.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from records.address import parse, shown
from records.connect import engine
from records.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL


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
    url = parse(address)
    if url.get_backend_name() == "sqlite":
        yield True
        return
    made = engine(url, "FULL", read_only=True)
    try:
        with _reporting(url), made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            number = {"number": _number(key)}
            taken = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), number))
            try:
                yield taken
            finally:
                if taken:
                    with suppress(SQLAlchemyError):  # a connection that is gone holds nothing
                        connection.scalar(text("SELECT pg_advisory_unlock(:number)"), number)
    finally:
        made.dispose()


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
