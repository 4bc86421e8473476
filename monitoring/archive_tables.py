"""Which months lie in files: tables that the store gets when the first month is moved. The oldest months go first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Column, Integer, MetaData, Table, func, select

from records.further_tables import laid_out
from records.schema import BYTEWISE, NUMBER, texts

if TYPE_CHECKING:
    from pathlib import Path

    from monitoring.store import SampleStore

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
    if not laid_out(store.engine, metadata):
        return []
    with store.reading() as connection:
        rows = connection.execute(select(archive).order_by(archive.c.begin)).all()
    return [Month(r.month, r.begin, r.end, r.rows, folder(store) / r.file, r.sha256, r.state) for r in rows]


def archived_until(store: SampleStore) -> int:
    """Instants before this lie in files; 0 where none do."""
    return max((month.end for month in archived(store)), default=0)


def archived_counts(store: SampleStore) -> dict[int, dict[str, int]]:
    """How many samples of each flag lie in files, by point."""
    found: dict[int, dict[str, int]] = {}
    if laid_out(store.engine, metadata):
        c = counted.c
        query = select(c.point, c.flag, func.sum(c.samples)).group_by(c.point, c.flag)
        with store.reading() as connection:
            for point, flag, samples in connection.execute(query):
                found.setdefault(point, {})[flag] = int(samples)
    return found
