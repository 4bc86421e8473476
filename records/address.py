"""The address of a store: a path of an SQLite file, or a URL. A password in it is shown to nobody."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from records.errors import StoreError

SECRETS = ("password", "passwd", "sslpassword", "passfile")
MASK = "***"
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
"""Databases that keep a table append-only by guards of ours, and the driver that is used for each."""
CONNECT_SECONDS = 10


def parse(address: str) -> URL:
    """The URL of a store.

    Args:
        address: A path, taken as it stands whatever characters it has; a text with ``://`` is a URL.

    Raises:
        StoreError: It is empty, no URL, or one of a database that Steelyard does not keep runs in.
    """
    if not address.strip():
        raise StoreError("the store has no name: give --store a file or a URL, or leave it out")
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"store {_without_password(address)}: this is no database URL and no path") from error
    name = url.get_backend_name()
    if name not in DRIVERS:
        known = "an SQLite file (a path) or postgresql://USER@HOST/DATABASE"
        raise StoreError(f"store {shown(url)}: runs are not kept in {name!r}; use {known}")
    return url.set(drivername=DRIVERS[name])


def shown(url: URL) -> str:
    """The address as it may be printed: without passwords; an SQLite file by its path."""
    if url.get_backend_name() == "sqlite" and not url.query:
        return str(url.database or ":memory:")
    hidden = {name: MASK for name in url.query if name.lower() in SECRETS}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def canonical_address(url: URL) -> str:
    """One text for one store, however it is written; empty for a store in memory."""
    path = database_file(url)
    if path is not None:
        return os.path.realpath(path)
    if url.get_backend_name() == "sqlite":
        return ""
    return f"{url.host or ''}:{url.port or 5432}/{url.database or ''}"


def database_file(url: URL) -> Path | None:
    """The file of an SQLite store; None for a server and for a store in memory."""
    in_file = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(str(url.database)) if in_file else None


def _without_password(address: str) -> str:
    """A text that cannot be parsed, without what may be a password: all before the last @ and behind ?."""
    scheme, _, rest = address.partition("://")
    rest = rest.partition("?")[0]
    return f"{scheme}://{MASK}@{rest.rpartition('@')[2]}" if "@" in rest else f"{scheme}://{rest}"
