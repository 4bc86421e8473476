"""The quality of the data of a month: received of expected, days against the month, punctuality; point by point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from metrology.text import Text
from monitoring import tables as t
from monitoring.data_quality import Asked, PointQuality, as_row, assessed, counts_up, ends_of
from monitoring.errors import MonitorError
from monitoring.monitor_file import load_monitor
from monitoring.reading import values
from monitoring.register_steps import counted_on, steps_in
from services.monitoring.kept import opened_samples, present

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from monitoring.register_steps import Step
    from monitoring.rows import Value
    from monitoring.store import SampleStore

__all__ = ["PointQuality", "as_row", "quality"]


def quality(path: Path, month: str, now: float) -> list[PointQuality]:
    """The quality of the data of a month, up to now.

    A daily or monthly value of a counting register belongs to the time before its instant, so that the month of daily values
    ends at the midnight behind its last day.

    Args:
        path: The monitor file.
        month: As ``2026-11``.
        now: Seconds since 1970; later instants are not expected yet.

    Raises:
        MonitorError: Another form of a month, one that has not begun, or no store.
    """
    begin, end = ends_of(month, load_monitor(path).zone)
    with opened_samples(path) as (file, store):
        now = present(file, store, now)
        if begin >= now:
            raise MonitorError([Text(f"{month} 尚未开始", f"{month} has not begun")])
        with store.reading() as connection:
            points = connection.execute(select(t.point).order_by(t.point.c.n)).all()
            steps = steps_in(connection)
        return [_point(store, p, begin, end, now, file.zone, steps) for p in points]


def _point(
    store: SampleStore, p: Any, begin: float, end: float, now: float, zone: ZoneInfo, steps: Sequence[Step]
) -> PointQuality:
    thinned = bool(p.thinned) and begin < max(p.hours_until, p.days_until)
    of = Asked(p.meter, p.quantity, p.period, p.since, p.until, begin, end, now, thinned)

    def read(first: float, last: float, period: str) -> list[Value]:
        found = values(store, first, last + 1, meter=p.meter, quantity=p.quantity, period=period)
        if not steps:
            return list(found)
        return [
            v._replace(value=v.value + counted_on(steps, v.meter, v.quantity, begin, v.instant, v.unit)) for v in found
        ]

    mine = read(of.first + 1, of.last, p.period)
    compared = p.period == "day" and now >= end and counts_up(p.quantity)
    days, months = (read(begin, end, "day"), read(begin, end, "month")) if compared else ([], [])
    return assessed(of, mine, days, months, zone)
