"""The projections of a store: files that can be deleted, since they are built again from the journals."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from records.address import canonical_address, database_file

if TYPE_CHECKING:
    from records.store import Store

BUSY_SECONDS = 30


def projection_file(store: Store, suffix: str) -> str:
    """Path of a projection: beside the store's file, or in the user's cache for a server; ``:memory:`` for neither."""
    url = store.engine.url
    file = database_file(url)
    if file is not None:
        return f"{file}{suffix}"
    if not canonical_address(url):
        return ":memory:"
    name = hashlib.sha256(canonical_address(url).encode()).hexdigest()[:16]
    return str(user_cache_path("steelyard", ensure_exists=True) / f"{name}{suffix}")


def opened_projection(path: str, tables: str, version: int) -> sqlite3.Connection:
    """A connection to a projection; a file that is none, or of another version, is made again, empty.

    Args:
        path: As `projection_file` gives it.
        tables: Statements that make its tables.
        version: Version of the tables.

    Raises:
        sqlite3.Error: It can be neither read nor made, such as in a folder that may not be written.
    """
    try:
        return _connected(path, tables, version)
    except sqlite3.DatabaseError:
        if path == ":memory:" or not Path(path).is_file():
            raise
        Path(path).unlink()
        return _connected(path, tables, version)


def _connected(path: str, tables: str, version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found not in {0, version}:
            raise sqlite3.DatabaseError(f"a projection of version {found}")
        if not found:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(tables)
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
