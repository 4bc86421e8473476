"""Samples as they lie in the store, and as values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from monitoring import tables as t
from monitoring.sample import Certificate, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Select

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
        number: Number of its point in the store.
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
    number: int

    @property
    def point(self) -> Point:
        """What was read."""
        return Point(self.meter, self.quantity, self.period)


def kept_rows(
    connection: Connection, begin: float, end: float, *, meter: str = "", quantity: str = "", period: str = ""
) -> Iterator[Any]:
    """The samples in the store of instants from `begin` up to, not at, `end`, in their order in time, as `rows` has them.

    Args:
        connection: The store; a snapshot, where what lies in files is read too.
        begin: Seconds since 1970.
        end: Seconds since 1970.
        meter: Only those of one meter; empty for all.
        quantity: Only those of one quantity; empty for all.
        period: Only those of one period; empty for all.
    """
    query = rows().where(t.sample.c.instant >= begin, t.sample.c.instant < end)
    for column, wanted in ((t.point.c.meter, meter), (t.point.c.quantity, quantity), (t.point.c.period, period)):
        query = query.where(column == wanted) if wanted else query
    ordered = query.order_by(t.sample.c.instant, t.sample.c.point)
    yield from connection.execute(ordered, execution_options={"yield_per": AT_ONCE})


def behind(store: SampleStore, seq: int, limit: int) -> list[Value]:
    """The samples behind a number, in the order in which they became durable."""
    query = rows().where(t.sample.c.seq > seq).order_by(t.sample.c.seq).limit(limit)
    with store.reading() as connection:
        return [value_of(row) for row in connection.execute(query)]


def rows() -> Select[Any]:
    """Samples with their points and certificates."""
    s, p, c = t.sample.c, t.point.c, t.certificate.c
    return (
        select(
            s.seq, p.meter, p.quantity, p.period, s.instant, s.value, s.unit, s.flag, s.taken, s.skew, c.number, c.first,
            c.last, s.by, s.simulated, s.point,
        )
        .join(t.point, p.n == s.point)
        .join(t.certificate, c.n == s.certificate, isouter=True)
    )  # fmt: skip


def newest_rows(through: int | None = None) -> Select[Any]:
    """`rows`, the newest of each point, found at the end of the index of its samples; up to a number where one is given."""
    other = t.sample.alias("other")
    mine = select(other.c.seq).where(other.c.point == t.point.c.n).correlate(t.point)
    mine = mine if through is None else mine.where(other.c.seq <= through)
    return rows().where(t.sample.c.seq == mine.order_by(other.c.instant.desc()).limit(1).scalar_subquery())


def value_of(row: Any) -> Value:
    """A row of `rows`."""
    return Value(
        row.seq, row.meter, row.quantity, row.period, row.instant, Decimal(row.value), row.unit, row.flag,
        "manual" if row.by else "automatic", row.taken / 1000, None if row.skew is None else Decimal(row.skew),
        Certificate(row.number, row.first, row.last) if row.number is not None else None, row.by or "",
        bool(row.simulated), row.point,
    )  # fmt: skip
