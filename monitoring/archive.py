"""Moves old months out of the store into files, so that it stays small for years. Nothing is lost or doubled by a kill.

1. The file is written beside, synchronised, and given its name. 2. It is read back; number and content must be those of the
store. 3. A row of the store says that the month is in the file: from here on it is read from there, and from nowhere else.
4. The samples go from the store, some points at a time. 5. The row says that they have gone. A process that dies between any
two of them leaves what the next one begins again with (1, 2) or goes on with (3, 4).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import delete, func, insert, select, update

from metrology.text import Text
from monitoring import archive_tables as a
from monitoring import tables as t
from monitoring.archive_files import content, sha256, write_month
from monitoring.archive_tables import Month, archived, folder
from monitoring.errors import MonitorError
from monitoring.rows import rows, value_of
from monitoring.schedule import moment
from records.durable_file import durably
from records.further_tables import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from monitoring.monitor_file import MonitorFile
    from monitoring.rows import Value
    from monitoring.store import SampleStore

DAY: Final = 86_400
POINTS: Final = 20
"""Points whose samples go in one transaction, so that a monitor that writes does not wait long."""


class Due(NamedTuple):
    """A month that may go.

    Attributes:
        month: As ``2026-11``.
        begin, end: Its instants, seconds since 1970, up to and not at the end.
    """

    month: str
    begin: int
    end: int


def due(store: SampleStore, file: MonitorFile, now: float, through: int | None) -> list[Due]:
    """The months that may go, oldest first: over for longer than a meter is asked back, and acknowledged whole.

    Args:
        store: The store.
        file: The monitor file.
        now: Seconds since 1970.
        through: Up to which number the platform has everything; None where there is no platform.
    """
    s, found = t.sample.c, list[Due]()
    latest = now - DAY * (file.limits.back_fill_days + 1)
    begun = [m for m in archived(store) if m.state != "moved"]
    since = max((m.end for m in archived(store)), default=0)
    with store.reading() as connection:
        first = connection.scalar(select(func.min(s.instant)).where(s.instant >= since))
        for month in _months(first, latest, file.zone) if first is not None else ():
            newest = connection.scalar(select(func.max(s.seq)).where(s.instant >= month.begin, s.instant < month.end))
            if newest is not None and through is not None and newest > through:
                break
            if newest is not None:
                found.append(month)
    return [*(Due(m.month, m.begin, m.end) for m in begun), *found]


def move(store: SampleStore, of: Due, now: float, step: Callable[[str], None] = lambda _: None) -> Month:
    """Move a month into its file, or go on where an earlier process ended.

    Args:
        store: The store.
        of: The month.
        now: Seconds since 1970.
        step: Called between two steps, with the name of the next; tests end the process there.

    Raises:
        MonitorError: What was read back is not what is kept; nothing goes.
        NotKept: The store could not be written.
        OSError: The file could not be written.
    """
    lay_out(store.engine, a.metadata)
    known = next((m for m in archived(store) if m.month == of.month), None)
    if known is None:
        step("write")
        known = _verified(store, of, now, step)
    elif not known.path.is_file() or sha256(known.path) != known.sha256:
        raise MonitorError([_another(known)])
    step("empty")
    _empty(store, of, step)
    step("moved")
    text = Text(
        f"{of.month} 的 {known.rows} 个样本已移入 {known.path.name}",
        f"{known.rows} samples of {of.month} were moved to {known.path.name}",
    )
    with store.writing() as connection:
        connection.execute(update(a.archive).where(a.archive.c.month == of.month).values(state="moved"))
        connection.execute(insert(t.event).values(time=moment(now), kind="archived", zh=text.zh, en=text.en))
    return known._replace(state="moved")


def _verified(store: SampleStore, of: Due, now: float, step: Callable[[str], None]) -> Month:
    """Write the file, read it back, and note that the month is there."""
    place = folder(store)
    place.mkdir(exist_ok=True)
    path = place / f"{of.month}.parquet"
    with durably(path) as out:
        written = write_month(out, _samples(store, of))
    step("verify")
    if content(path) != written:
        raise MonitorError([_differs(of)])
    digest, s = sha256(path), t.sample.c
    step("note")
    with store.writing() as connection:
        mine = (s.instant >= of.begin) & (s.instant < of.end)
        counts = connection.execute(select(s.point, s.flag, func.count()).where(mine).group_by(s.point, s.flag)).all()
        if sum(row[2] for row in counts) != written[0]:
            raise MonitorError([_differs(of)])
        row = {"month": of.month, "begin": of.begin, "end": of.end, "rows": written[0], "file": path.name}
        connection.execute(insert(a.archive).values(**row, sha256=digest, state="verified", made=moment(now)))
        each = [{"month": of.month, "point": p, "flag": flag, "samples": n} for p, flag, n in counts]
        connection.execute(insert(a.counted), each)
    return Month(of.month, of.begin, of.end, written[0], path, digest, "verified")


def _empty(store: SampleStore, of: Due, step: Callable[[str], None]) -> None:
    s = t.sample.c
    for points in _some(_points(store)):
        with store.writing() as connection:
            connection.execute(delete(t.sample).where(s.point.in_(points), s.instant >= of.begin, s.instant < of.end))
        step("emptying")


def _samples(store: SampleStore, of: Due) -> Iterator[Value]:
    """Point after point, each by the index."""
    s = t.sample.c
    for n in _points(store):
        query = rows().where(s.point == n, s.instant >= of.begin, s.instant < of.end).order_by(s.instant)
        with store.reading() as connection:
            yield from map(value_of, connection.execute(query, execution_options={"yield_per": 10_000}))


def _points(store: SampleStore) -> list[int]:
    with store.reading() as connection:
        return list(connection.scalars(select(t.point.c.n).order_by(t.point.c.n)))


def _some(points: list[int]) -> Iterator[list[int]]:
    for n in range(0, len(points), POINTS):
        yield points[n : n + POINTS]


def _months(first: float, latest: float, zone: ZoneInfo) -> Iterator[Due]:
    begin = datetime.fromtimestamp(first, zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while True:
        end = (begin + timedelta(days=32)).replace(day=1)
        if end.timestamp() > latest:
            return
        yield Due(f"{begin:%Y-%m}", int(begin.timestamp()), int(end.timestamp()))
        begin = end


def _differs(of: Due) -> Text:
    zh = f"{of.month} 的文件读回后与库中样本不同，未移出任何样本；请检查磁盘"
    return Text(
        zh,
        f"the file of {of.month} differs from the samples of the store when it is read back; nothing was moved; look at the disk",
    )


def _another(month: Month) -> Text:
    zh = f"{month.path} 缺失或与登记的摘要不同；请从备份恢复后再移出 {month.month}"
    return Text(
        zh,
        f"{month.path} is missing, or is not the file that was noted; restore it from a backup before {month.month} is moved on",
    )
