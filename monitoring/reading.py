"""Reads what a monitor kept, as values over a period, and what is missing of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from monitoring import tables as t
from monitoring.sample import Certificate, Point
from monitoring.schedule import instants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any
    from zoneinfo import ZoneInfo

    from sqlalchemy import Select

    from monitoring.store import SampleStore

AT_ONCE = 10_000


class Value(NamedTuple):
    """A sample as it is kept.

    Attributes:
        seq: Its number in the store.
        meter, quantity, period: What was read.
        instant: The instant that it stands for, seconds since 1970.
        value: The value, with the digits of the meter.
        unit: Its unit.
        flag: How it was come by, see `monitoring.sample.FLAGS`.
        entry: ``automatic`` or ``manual``.
        taken: When it was read, seconds since 1970.
        skew: By how many seconds the meter's clock was ahead; None where it is not known.
        certificate: The certificate that covered the meter; None where none did.
        by: Who entered it.
        simulated: Whether the meter is simulated.
    """

    seq: int
    meter: str
    quantity: str
    period: str
    instant: int
    value: Decimal
    unit: str
    flag: str
    entry: str
    taken: float
    skew: Decimal | None
    certificate: Certificate | None
    by: str
    simulated: bool

    @property
    def point(self) -> Point:
        """What was read."""
        return Point(self.meter, self.quantity, self.period)


def values(
    store: SampleStore, begin: float, end: float, *, meter: str = "", quantity: str = "", period: str = ""
) -> Iterator[Value]:
    """The samples of instants from `begin` up to, not at, `end`, in their order in time.

    Args:
        store: The store.
        begin: Seconds since 1970.
        end: Seconds since 1970.
        meter: Only those of one meter; empty for all.
        quantity: Only those of one quantity; empty for all.
        period: Only those of one period; empty for all.
    """
    query = rows().where(t.sample.c.instant >= begin, t.sample.c.instant < end)
    for column, wanted in ((t.point.c.meter, meter), (t.point.c.quantity, quantity), (t.point.c.period, period)):
        query = query.where(column == wanted) if wanted else query
    with store.reading() as connection:
        ordered = query.order_by(t.sample.c.instant, t.sample.c.point)
        for row in connection.execute(ordered, execution_options={"yield_per": AT_ONCE}):
            yield value_of(row)


def behind(store: SampleStore, seq: int, limit: int) -> list[Value]:
    """The samples behind a number, in the order in which they became durable."""
    query = rows().where(t.sample.c.seq > seq).order_by(t.sample.c.seq).limit(limit)
    with store.reading() as connection:
        return [value_of(row) for row in connection.execute(query)]


def newest_of(store: SampleStore, through: int | None = None) -> dict[Point, Value]:
    """The newest sample of each point that has one.

    Args:
        store: The store.
        through: Only samples up to this number.
    """
    p, s = t.point.c, t.sample.c
    found: dict[Point, Value] = {}
    with store.reading() as connection:
        for n in connection.scalars(select(p.n)).all():
            query = rows().where(s.point == n).order_by(s.instant.desc()).limit(1)
            row = connection.execute(query if through is None else query.where(s.seq <= through)).first()
            if row is not None:
                v = value_of(row)
                found[v.point] = v
    return found


def rows() -> Select[Any]:
    """Samples with their points and certificates."""
    s, p, c = t.sample.c, t.point.c, t.certificate.c
    return (
        select(
            s.seq, p.meter, p.quantity, p.period, s.instant, s.value, s.unit, s.flag, s.taken, s.skew, c.number, c.first,
            c.last, s.by, s.simulated,
        )
        .join(t.point, p.n == s.point)
        .join(t.certificate, c.n == s.certificate, isouter=True)
    )  # fmt: skip


def value_of(row: Any) -> Value:
    """A row of `rows`."""
    return Value(
        row.seq, row.meter, row.quantity, row.period, row.instant, Decimal(row.value), row.unit, row.flag,
        "manual" if row.by else "automatic", row.taken / 1000, None if row.skew is None else Decimal(row.skew),
        Certificate(row.number, row.first, row.last) if row.number is not None else None, row.by or "",
        bool(row.simulated),
    )  # fmt: skip


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
    with store.reading() as connection:
        same = (p.meter == of.meter) & (p.quantity == of.quantity) & (p.period == of.period)
        row = connection.execute(select(t.point).where(same)).one()
        first = max(horizon, row.since, row.hours_until, row.days_until)
        there = set(connection.scalars(select(s.instant).where(s.point == row.n, s.instant > first)))
        absent = select(g.instant).where(g.point == row.n, g.instant > first, g.state == "absent")
        there |= set(connection.scalars(absent))
    return [i for i in instants(first, now, of.period, zone) if i not in there]


def last_skews(store: SampleStore) -> dict[str, tuple[float, Decimal]]:
    """When the clock of each meter was compared last, and by how many seconds it was ahead."""
    newest = select(func.max(t.skew.c.n)).group_by(t.skew.c.meter)
    with store.reading() as connection:
        found = connection.execute(select(t.skew).where(t.skew.c.n.in_(newest)))
        return {row.meter: (float(row.at), Decimal(row.skew)) for row in found}
