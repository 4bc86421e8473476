"""Which months lie in files: tables that the store gets when the first month is moved. The oldest months go first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, Integer, MetaData, Table, func, select

from records.schema import BYTEWISE, NUMBER, texts

if TYPE_CHECKING:
    from sqlalchemy import Connection

metadata = MetaData()

archive = Table(
    "monitor_archive",
    metadata,
    Column("month", BYTEWISE, primary_key=True),
    Column("begin", NUMBER, nullable=False),
    Column("end", NUMBER, nullable=False),
    Column("rows", NUMBER, nullable=False),
    *texts("file", "sha256", "state", "made"),
)
"""States: ``verified``: the file holds the month, and its rows may still be in the store, where nobody reads them any more;
``moved``: they have gone."""

counted = Table(
    "monitor_archived_point",
    metadata,
    Column("month", BYTEWISE, primary_key=True),
    Column("point", Integer, primary_key=True, autoincrement=False),
    Column("flag", BYTEWISE, primary_key=True),
    Column("samples", NUMBER, nullable=False),
)
"""How many samples of each flag went with a month."""


def archived_until(connection: Connection) -> int:
    """Instants before this lie in files; 0 where none do."""
    return int(connection.scalar(select(func.max(archive.c.end))) or 0) if archive_begun(connection) else 0


def archived_counts(connection: Connection) -> dict[int, dict[str, int]]:
    """How many samples of each flag lie in files, by point."""
    found: dict[int, dict[str, int]] = {}
    if archive_begun(connection):
        c = counted.c
        query = select(c.point, c.flag, func.sum(c.samples)).group_by(c.point, c.flag)
        for point, flag, samples in connection.execute(query):
            found.setdefault(point, {})[flag] = int(samples)
    return found


def archive_begun(connection: Connection) -> bool:
    """Whether a month was ever moved. Both tables are made in one transaction."""
    named = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (counted.name,))
    return named.first() is not None
