"""Moves old months out of the store into files, so that it stays small for years. Nothing is lost or doubled by a kill.

1. The file is written beside, synchronised, and given its name. 2. It is read back; number and content must be those of the
store. 3. A row of the store says that the month is in the file: from here on it is read from there, and from nowhere else.
4. The samples go from the store, some thousands at a time. 5. The row says that they have gone. A process that dies between any
two of them leaves what the next one begins again with (1, 2) or goes on with (3, 4).
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import delete, insert, update

from metrology.text import Text
from monitoring import archive_tables as a
from monitoring import tables as t
from monitoring.archive_files import GROUP, content, sha256, write_month
from monitoring.archive_rows import PART
from monitoring.archived_months import Month, archived, archived_in, folder
from monitoring.errors import MonitorError
from monitoring.rows import rows
from monitoring.scans import ends, number_of_samples, numbers
from monitoring.schedule import moment
from records.durable_file import durably
from records.further_tables import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from monitoring.monitor_file import MonitorFile
    from monitoring.store import SampleStore

DAY: Final = 86_400
ROWS: Final = 20_000
"""Samples that go in one transaction, so that a monitor that writes does not wait long. They go in the order of the store, so
that each page of it is written once."""


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
    found, latest = list[Due](), now - DAY * (file.limits.back_fill_days + 1)
    with store.snapshot() as connection:
        months = archived_in(connection, folder(store))
        begun = [m for m in months if m.state != "moved"]
        kept = ends(connection, max((m.end for m in months), default=0), latest)
        for month in _months(kept[0], latest, file.zone) if kept is not None else ():
            newest = max((n.last for n in numbers(connection, month.begin, month.end)), default=None)
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
    with durably(path) as out, store.snapshot() as connection:
        written = write_month(out, _slices(connection, of))
    step("verify")
    if content(path) != (written.rows, written.digest):
        raise MonitorError([_differs(of)])
    digest, mine = sha256(path), Counter[int]()
    for (point, _), n in written.counts.items():
        mine[point] += n
    step("note")
    with store.writing() as connection:
        if mine != {n.point: n.samples for n in numbers(connection, of.begin, of.end)}:  # some came, or were thinned
            raise MonitorError([_differs(of)])
        row = {"month": of.month, "begin": of.begin, "end": of.end, "rows": written.rows, "file": path.name}
        connection.execute(insert(a.archive).values(**row, sha256=digest, state="verified", made=moment(now)))
        each = [{"month": of.month, "point": p, "flag": flag, "samples": n} for (p, flag), n in written.counts.items()]
        connection.execute(insert(a.counted), each)
    return Month(of.month, of.begin, of.end, written.rows, path, digest, "verified")


def _empty(store: SampleStore, of: Due, step: Callable[[str], None]) -> None:
    s = t.sample.c
    with store.snapshot() as connection:
        left = list(numbers(connection, of.begin, of.end))
    if not left:
        return
    for first in range(min(n.first for n in left), max(n.last for n in left) + 1, ROWS):
        some = (s.seq >= first) & (s.seq < first + ROWS) & (s.instant >= of.begin) & (s.instant < of.end)
        with store.writing() as connection:
            connection.execute(delete(t.sample).where(some))
        step("emptying")


def _slices(connection: Connection, of: Due) -> Iterator[Iterable[Any]]:
    """A month slice after slice of its time, each point after point: what lies close together in the store is read together."""
    s = t.sample.c
    for first, last in _spans(connection, of.begin, of.end):
        mine = rows().where(s.instant >= first, s.instant < last)
        yield connection.execute(mine.order_by(t.point.c.n, s.instant), execution_options={"yield_per": PART})


def _spans(connection: Connection, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of a time, halved until each holds no more samples than a group or cannot be halved: samples may lie close together."""
    if (samples := number_of_samples(connection, begin, end)) > GROUP and end - begin > 1:
        middle = (begin + end) // 2
        yield from _spans(connection, begin, middle)
        yield from _spans(connection, middle, end)
    elif samples:
        yield begin, end


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
