"""What a monitor kept: its state in rows, its values over a period, a table of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from monitoring import tables as t
from monitoring.archive_tables import archived_counts, archived_until
from monitoring.monitor_file import load_monitor
from monitoring.reading import skews_in, values
from monitoring.register_steps import counted_on, steps_of
from monitoring.rows import newest_rows
from monitoring.sample import Point
from monitoring.scans import FOREVER, counts, ends
from monitoring.schedule import at_place, count
from monitoring.store import SampleStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from monitoring.monitor_file import MonitorFile


class Measured(NamedTuple):
    """A value of a meter, as other services take it.

    Attributes:
        meter, quantity: What was read.
        instant: The instant that it stands for.
        value: The value, with the digits of the meter; behind a stated step counted on.
        unit: Its unit.
        flag: How it was come by, see `monitoring.sample.FLAGS`; only ``good`` is without reservation.
    """

    meter: str
    quantity: str
    instant: datetime
    value: Decimal
    unit: str
    flag: str


@dataclass(frozen=True, slots=True)
class PointState:
    """How a point stands.

    Attributes:
        point: What is read.
        expected, kept: Instants that came since it is read, and how many have a value.
        open, absent: Instants without a value that are asked for again, and that will have none.
        thinned: Samples that went because the disk was short, after the platform had acknowledged them.
        last: Its newest instant; empty for none.
        value: Its newest value with its unit.
        flags: How many samples of each flag.
        skew: By how many seconds the meter's clock was ahead when it was compared last; None where it was not.
        certificate: The certificate that covered the newest sample.
    """

    point: Point
    expected: int
    kept: int
    open: int
    absent: int
    thinned: int
    last: str
    value: str
    flags: dict[str, int]
    skew: Decimal | None
    certificate: str


@contextmanager
def opened_samples(path: Path, *, writing: bool = False) -> Iterator[tuple[MonitorFile, SampleStore]]:
    """A monitor file and its store, for reading by default.

    Raises:
        MonitorFileError: The file is wrong.
        MonitorError: There is no store yet.
    """
    file = load_monitor(path)
    store = SampleStore(file.database, read_only=True)
    if writing:  # it is there
        store.close()
        store = SampleStore(file.database)
    try:
        yield file, store
    finally:
        store.close()


def measured(path: Path, begin: datetime, end: datetime, period: str = "") -> Iterator[Measured]:
    """The values of a monitor from `begin` up to, not at, `end`, in their order in time.

    Behind a step that somebody stated, such as an overflow, a register counts on from its values before.

    Args:
        path: The monitor file.
        begin: With a time zone.
        end: With a time zone.
        period: Only values that were read at such a period, as ``15min`` or ``day``; empty for all.
    """
    first = begin.timestamp()
    with opened_samples(path) as (_, store):
        steps = steps_of(store)
        for v in values(store, first, end.timestamp(), period=period):
            at = datetime.fromtimestamp(v.instant, begin.tzinfo)
            value = v.value + counted_on(steps, v.meter, v.quantity, first, v.instant, v.unit) if steps else v.value
            yield Measured(v.meter, v.quantity, at, value, v.unit, v.flag)


def states(path: Path, now: float) -> list[PointState]:
    """How every point of a monitor stands, now; one that is simulated at the time at which it was heard of last."""
    g = t.gap.c
    with opened_samples(path) as (file, store):
        now = present(file, store, now)
        with store.snapshot() as connection:  # one query for all points each, and none sees a month half moved
            points = connection.execute(select(t.point).order_by(t.point.c.n)).all()
            skews, flags = skews_in(connection), archived_counts(connection)
            for of, mine in counts(connection, archived_until(connection)).items():
                there = flags.setdefault(of, {})
                there.update({flag: there.get(flag, 0) + n for flag, n in mine.items()})
            newest = {row.point: row for row in connection.execute(newest_rows())}
            asked = select(g.point, g.state, func.count()).group_by(g.point, g.state)
            gaps = {(of, state): n for of, state, n in connection.execute(asked)}
    found = []
    for row in points:
        p, last, mine = Point(row.meter, row.quantity, row.period), newest.get(row.n), flags.get(row.n, {})
        found.append(PointState(
            p, count(row.since, row.until or now, p.period, file.zone), sum(mine.values()), gaps.get((row.n, "open"), 0),
            gaps.get((row.n, "absent"), 0), row.thinned, at_place(last.instant, file.zone) if last else "",
            f"{last.value} {last.unit}" if last else "", mine, skews[p.meter][1] if p.meter in skews else None,
            (last.number or "") if last else "",
        ))  # fmt: skip
    return found


def gaps(path: Path, limit: int) -> list[dict[str, str]]:
    """Instants without a value, newest first."""
    g = t.gap.c
    query = (
        select(t.point.c.meter, t.point.c.quantity, t.point.c.period, g.instant, g.state, g.reason)
        .join(t.point, t.point.c.n == g.point).where(g.state != "filled").order_by(g.instant.desc()).limit(limit)
    )  # fmt: skip
    with opened_samples(path) as (file, store), store.reading() as connection:
        return [{**r, "instant": at_place(r["instant"], file.zone)} for r in connection.execute(query).mappings()]


def present(file: MonitorFile, store: SampleStore, now: float) -> float:
    """Up to when instants are expected: now; where all is simulated, the time at which it was heard of last."""
    if not file.simulates:
        return now
    with store.reading() as connection:
        told = connection.scalar(select(t.event.c.time).order_by(t.event.c.n.desc()).limit(1))
        kept = ends(connection, 0, FOREVER)
    return min(
        now, max(float(kept[1] if kept is not None else 0), datetime.fromisoformat(told).timestamp() if told else 0.0)
    )


def events(path: Path, limit: int) -> list[dict[str, str]]:
    """What happened to a monitor itself, newest first."""
    query = select(t.event.c.time, t.event.c.kind, t.event.c.zh, t.event.c.en).order_by(t.event.c.n.desc())
    with opened_samples(path) as (_, store), store.reading() as connection:
        return [dict(r) for r in connection.execute(query.limit(limit)).mappings()]
