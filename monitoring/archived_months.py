"""The months in files, as the store lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from monitoring.archive_tables import archive, archive_begun

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from monitoring.store import SampleStore


class Month(NamedTuple):
    """A month in a file.

    Attributes:
        month: As ``2026-11``.
        begin, end: Its instants, seconds since 1970, up to and not at the end.
        rows: How many samples it holds.
        path: The file.
        sha256: Digest of the file.
        state: ``verified`` or ``moved``.
    """

    month: str
    begin: int
    end: int
    rows: int
    path: Path
    sha256: str
    state: str


def folder(store: SampleStore) -> Path:
    """Where the files of a store lie."""
    return store.path.with_name(f"{store.path.stem}-months")


def archived(store: SampleStore) -> list[Month]:
    """The months in files, oldest first."""
    with store.reading() as connection:
        return archived_in(connection, folder(store))


def archived_in(connection: Connection, place: Path) -> list[Month]:
    """The months in files, oldest first, as one connection sees them.

    Args:
        connection: The store; a snapshot, where its samples are read too.
        place: Where the files lie.
    """
    if not archive_begun(connection):
        return []
    rows = connection.execute(select(archive).order_by(archive.c.begin)).all()
    return [Month(r.month, r.begin, r.end, r.rows, place / r.file, r.sha256, r.state) for r in rows]
