"""What was done with other instruments: proposed where neither the job nor its instrument says it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from registers.instruments import INSTRUMENTS
from registers.work import JOBS
from services.register.book import opened_book

if TYPE_CHECKING:
    from sqlalchemy import Select

    from registers.book import Book

LOOKED_AT = 20
"""How many of the newest are looked at; a bench file may have gone."""


def usual(url: str, key: str, regulation: str, bench: Path | None) -> tuple[str, Path | None]:
    """The regulation and the bench of a job: as chosen, else as the newest like it where neither it nor its instrument says.

    Args:
        url: The store.
        key: Key of the job, or number of the order; its first job is looked at.
        regulation: The regulation that was chosen; empty for none.
        bench: The bench file that was chosen; None for none.

    Returns:
        The regulation, empty for that of the job or its instrument; the bench file, None likewise.

    Raises:
        RegistersError: There is no store.
    """
    with opened_book(url) as book:
        found = next(book.rows(JOBS, lambda c: (c.key == key) | (c.order == key), limit=1), None)
        if found is None:  # what asks for the runs of it names the reason
            return regulation, bench
        asked = found.record
        own = book.get(INSTRUMENTS, asked.instrument).record
        i = INSTRUMENTS.now.c
        if not (regulation or asked.regulation or own.regulation):
            alike = and_(i.maker == own.maker, i.model == own.model, i.regulation != "", i.status != "merged")
            regulation = next(iter(_texts(book, select(i.regulation).where(alike).order_by(i.recorded.desc()))), "")
        if bench is None and not (asked.bench or own.bench):
            named = regulation or asked.regulation or own.regulation
            bench = next((path for path in map(Path, _texts(book, _benches(named))) if path.is_file()), None)
    return regulation, bench


def _benches(regulation: str) -> Select[Any]:
    j, i = JOBS.now.c, INSTRUMENTS.now.c
    by_it = or_(j.regulation == regulation, and_(j.regulation == "", i.regulation == regulation))
    joined = select(j.bench).join(INSTRUMENTS.now, i.key == j.instrument)
    return joined.where(j.bench != "", by_it).order_by(j.recorded.desc())


def _texts(book: Book, query: Select[Any]) -> list[str]:
    with book.store.reporting(), book.store.engine.connect() as connection:
        return list(connection.scalars(query.limit(LOOKED_AT)))
