"""Reads what a monitor kept, as values over a period, and what is missing of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from monitoring import tables as t
from monitoring.archive_files import read_month
from monitoring.archive_tables import archived_until
from monitoring.archived_months import archived_in, folder
from monitoring.rows import kept_rows, value_of
from monitoring.sample import Point
from monitoring.schedule import instants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from monitoring.rows import Value
    from monitoring.store import SampleStore

_COMPARED_LAST = select(func.max(t.skew.c.n)).group_by(t.skew.c.meter)


def values(
    store: SampleStore, begin: float, end: float, *, meter: str = "", quantity: str = "", period: str = ""
) -> Iterator[Value]:
    """The samples of instants from `begin` up to, not at, `end`, in their order in time: archived months, then the store.

    A month that is moved meanwhile is read once: months are moved oldest first, so what was read up to an instant stays read.

    Args:
        store: The store.
        begin: Seconds since 1970.
        end: Seconds since 1970.
        meter: Only those of one meter; empty for all.
        quantity: Only those of one quantity; empty for all.
        period: Only those of one period; empty for all.
    """
    asked = {"meter": meter, "quantity": quantity, "period": period}
    since = begin
    while True:
        with store.snapshot() as connection:
            months = [m for m in archived_in(connection, folder(store)) if m.end > since]
            if not months:  # nothing of what is asked for was moved meanwhile, and in this snapshot nothing will be
                yield from map(value_of, kept_rows(connection, since, end, **asked))
                return
        for month in months:
            if month.begin < end:
                yield from read_month(month.path, max(since, month.begin), min(end, month.end), **asked)
            since = max(since, month.end)


def expected(store: SampleStore, begin: float, end: float, zone: ZoneInfo) -> Iterator[tuple[Point, int]]:
    """Every instant from `begin` up to, not at, `end` at which a point was to be read while the monitor was in use."""
    with store.reading() as connection:
        points = list(connection.execute(select(t.point).order_by(t.point.c.n)))
    for p in points:
        last = end if p.until is None else min(end, p.until + 1)
        for instant in instants(max(begin - 1, p.since), last, p.period, zone):
            if begin <= instant < end:
                yield Point(p.meter, p.quantity, p.period), instant


def missing(store: SampleStore, of: Point, now: float, horizon: float, zone: ZoneInfo) -> list[int]:
    """The instants of a point that have no value, and that the meter was not asked for in vain.

    Args:
        store: The store.
        of: The point.
        now: Up to this time.
        horizon: From this time on, seconds since 1970.
        zone: Time zone of the place.
    """
    p, s, g = t.point.c, t.sample.c, t.gap.c
    with store.snapshot() as connection:
        row = connection.execute(select(t.point).where(t.is_point(p, of))).one()
        first = max(horizon, row.since, row.hours_until, row.days_until, archived_until(connection))
        there = set(connection.scalars(select(s.instant).where(s.point == row.n, s.instant > first)))
        absent = select(g.instant).where(g.point == row.n, g.instant > first, g.state == "absent")
        there |= set(connection.scalars(absent))
    return [i for i in instants(first, now, of.period, zone) if i not in there]


def last_skews(store: SampleStore) -> dict[str, tuple[float, Decimal]]:
    """When the clock of each meter was compared last, and by how many seconds it was ahead."""
    with store.reading() as connection:
        return skews_in(connection)


def skews_in(connection: Connection) -> dict[str, tuple[float, Decimal]]:
    """`last_skews`, as one connection sees them."""
    found = connection.execute(select(t.skew).where(t.skew.c.n.in_(_COMPARED_LAST)))
    return {row.meter: (float(row.at), Decimal(row.skew)) for row in found}
