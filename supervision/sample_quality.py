"""The quality of what monitors sent in a month, by the same function as that of the senders."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from monitoring.data_quality import Asked, PointQuality, as_row, assessed, ends_of
from supervision.sample_tables import sample

if TYPE_CHECKING:
    from supervision.store import PlatformStore

ZONE: Final = "Asia/Shanghai"
POINT: Final = ("institute", "monitor", "meter", "quantity", "period")


class _Received(NamedTuple):
    """A sample as the platform has it; the clock of the meter is not among it."""

    instant: int
    value: Decimal
    unit: str
    flag: str
    taken: float
    certificate: str
    skew: None = None


class SentQuality(NamedTuple):
    """The quality of one point of one sender.

    Attributes:
        institute, monitor: Who sent it.
        quality: Its quality.
    """

    institute: str
    monitor: str
    quality: PointQuality


class Sender(NamedTuple):
    """How a sender stands.

    Attributes:
        institute, monitor: Who.
        points, failed: How many points it has, and of how many a rule is not met.
        expected, received: Samples of all points.
    """

    institute: str
    monitor: str
    points: int
    failed: int
    expected: int
    received: int

    @property
    def rate(self) -> str:
        """Received of expected in percent, cut off and not rounded; empty where nothing was expected."""
        part = self.received * 10_000 // self.expected if self.expected else None
        return "" if part is None else f"{part // 100}.{part % 100:02d}"


def sent_quality(store: PlatformStore, month: str, institute: str = "", zone: str = ZONE) -> list[SentQuality]:
    """The quality of every point in a month, up to now; a point is expected from its first sample on.

    Args:
        store: The platform.
        month: As ``2026-11``.
        institute: The institute; empty for all.
        zone: Time zone of the senders.

    Raises:
        MonitorError: Another form of a month.
    """
    place = ZoneInfo(zone)
    begin, end = ends_of(month, place)
    c = sample.c
    key = [c[name] for name in POINT]
    firsts = select(*key, func.min(c.instant).label("first")).group_by(*key)
    query = select(*key, c.instant, c.value, c.unit, c.flag, c.taken, c.certificate).where(
        c.instant >= int(begin), c.instant <= int(end)
    )
    if institute:
        firsts, query = firsts.where(c.institute == institute), query.where(c.institute == institute)
    with store.reading() as connection:
        since = {tuple(row[:5]): row.first for row in connection.execute(firsts)}
        rows = connection.execute(query.order_by(*key, c.instant)).all()
    there = {
        point: [_Received(r.instant, Decimal(r.value), r.unit, r.flag, r.taken, r.certificate) for r in mine]
        for point, mine in groupby(rows, key=lambda row: tuple(row[:5]))
    }
    found, now = [], store.clock()
    for point in sorted(since):
        if since[point] > end:
            continue
        of = Asked(point[2], point[3], point[4], since[point] - 1, None, begin, end, now)
        mine = [v for v in there.get(point, ()) if of.first < v.instant <= of.last]
        days, months = (there.get((*point[:4], period), []) for period in ("day", "month"))
        found.append(SentQuality(point[0], point[1], assessed(of, mine, days, months, place)))
    return found


def senders(found: list[SentQuality]) -> list[Sender]:
    """The same, of each sender."""
    told = []
    for (institute, monitor), each in groupby(found, key=lambda one: (one.institute, one.monitor)):
        points = [one.quality for one in each]
        expected, received = (sum(p.completeness[n] for p in points) for n in (0, 1))
        told.append(Sender(institute, monitor, len(points), sum(p.failed for p in points), expected, received))
    return told


def rows_of(found: list[SentQuality]) -> list[dict[str, Any]]:
    """As plain values."""
    return [{"institute": one.institute, "monitor": one.monitor, **as_row(one.quality)} for one in found]
