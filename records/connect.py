"""Connections to the database of a store."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from records.address import CONNECT_SECONDS, database_file

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_MILLISECONDS = 30_000


def engine(url: URL, synchronous: str, *, read_only: bool) -> Engine:
    """The SQLAlchemy engine of a store.

    Args:
        url: Its URL.
        synchronous: SQLite's durability, FULL or NORMAL.
        read_only: Whether nothing may be written.
    """
    made = _engine(url, read_only=read_only)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", partial(_durable, "" if read_only else synchronous))
    return made


def _engine(url: URL, *, read_only: bool) -> Engine:
    """Every position of a bench has a connection of its own, however many there are; a store in memory has one."""
    if url.get_backend_name() != "sqlite":
        read = {"options": "-c default_transaction_read_only=on"} if read_only else {}
        return create_engine(url, max_overflow=-1, connect_args={"connect_timeout": CONNECT_SECONDS, **read})
    path = database_file(url)
    if path is None:
        return create_engine(url)
    if not read_only:
        return create_engine(url, poolclass=NullPool)  # the last to close moves the log into the file
    return create_engine(url, poolclass=NullPool, creator=partial(_read_only, path.absolute()))


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; where the folder may not be written, one that needs no files beside the store.

    Raises:
        sqlite3.OperationalError: There is no such file.
    """
    if not path.is_file():
        raise sqlite3.OperationalError(f"there is no store at {path}; the first run makes it, --store names another")
    log = path.with_name(f"{path.name}-wal")
    settled = not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    mode = "?mode=ro&immutable=1" if settled else "?mode=ro"
    return sqlite3.connect(f"file:{quote(str(path))}{mode}", uri=True, check_same_thread=False)


def _durable(synchronous: str, connection: DBAPIConnection, _record: object) -> None:
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")  # a spoilt byte is found by its hash
    cursor = connection.cursor()
    writing = () if not synchronous else ("journal_mode=WAL", f"synchronous={synchronous}")
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", *writing):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
