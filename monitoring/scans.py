"""What is known of every point by the index of the samples: the newest one, how many of each flag, the first and the last.

Each query looks at the ends of a point in the index, or counts entries of it, and reads no sample that it does not return.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import func, literal_column, select

from monitoring import tables as t
from monitoring.rows import newest_rows, value_of
from monitoring.sample import GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, ScalarSelect

    from monitoring.rows import Value
    from monitoring.sample import Point
    from monitoring.store import SampleStore

FOREVER: Final = 2**62
"""An instant behind all others."""


def newest_of(store: SampleStore, through: int | None = None) -> dict[Point, Value]:
    """The newest sample in the store of each point that has one.

    Args:
        store: The store.
        through: Only samples up to this number.
    """
    with store.reading() as connection:
        return {v.point: v for v in map(value_of, connection.execute(newest_rows(through)))}


def counts(connection: Connection, since: float) -> dict[int, dict[str, int]]:
    """How many samples of each flag the store has of instants from `since` on, by number of the point."""
    p, s = t.point.c, t.sample.c
    all_of = select(func.count()).where(s.point == p.n, s.instant >= since).correlate(t.point).scalar_subquery()
    found: dict[int, dict[str, int]] = {}
    not_good: ColumnElement[bool] = literal_column("flag <> 'good'")  # in the words of the index, or it is not used
    others = select(s.point, s.flag, func.count()).where(not_good, s.instant >= since).group_by(s.point, s.flag)
    for point, flag, samples in connection.execute(others):
        found.setdefault(point, {})[flag] = samples
    for point, samples in connection.execute(select(p.n, all_of)):
        mine = found.setdefault(point, {})
        if good := samples - sum(mine.values()):
            mine[GOOD] = good
    return found


def ends(connection: Connection, begin: float, end: float) -> tuple[int, int] | None:
    """The first and the last instant that the store has from `begin` up to, not at, `end`; None where it has none."""
    first, last = _end(begin, end, newest=False), _end(begin, end, newest=True)
    found = [r for r in connection.execute(select(first, last).select_from(t.point)) if r[0] is not None]
    return (min(r[0] for r in found), max(r[1] for r in found)) if found else None


class Numbers(NamedTuple):
    """The samples of a point over a period.

    Attributes:
        point: Number of the point.
        samples: How many it has.
        first, last: The lowest and the highest `seq` of them.
    """

    point: int
    samples: int
    first: int
    last: int


def numbers(connection: Connection, begin: float, end: float) -> Iterator[Numbers]:
    """How many samples each point has of a period, and their numbers; points without any are left out."""
    s = t.sample.c
    for n in connection.scalars(select(t.point.c.n).order_by(t.point.c.n)).all():
        of = select(func.count(), func.min(s.seq), func.max(s.seq)).where(
            s.point == n, s.instant >= begin, s.instant < end
        )
        samples, low, high = connection.execute(of).one()
        if samples:
            yield Numbers(n, samples, low, high)


def number_of_samples(connection: Connection, begin: float, end: float) -> int:
    """How many samples the store has of a period, counted in the index of each point."""
    s = t.sample.c
    mine = select(func.count()).where(s.point == t.point.c.n, s.instant >= begin, s.instant < end).correlate(t.point)
    return int(connection.scalar(select(func.sum(mine.scalar_subquery())).select_from(t.point)) or 0)


def _end(begin: float, end: float, *, newest: bool) -> ScalarSelect[Any]:
    s = t.sample.c
    mine = select(s.instant).where(s.point == t.point.c.n, s.instant >= begin, s.instant < end).correlate(t.point)
    return mine.order_by(s.instant.desc() if newest else s.instant).limit(1).scalar_subquery()
