"""Room on the disk: where it ends, the oldest samples that the platform has acknowledged are thinned, and no others.

Of a day that is thinned, quarters and shorter periods keep the full hours; where that is not enough, the midnights. Daily and
monthly values stay. What was not acknowledged stays whatever happens: then new samples are not kept, and this is reported.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import delete, func, insert, select, update

from metrology.text import Text
from monitoring import tables as t
from monitoring.alarm_store import AlarmStore
from monitoring.errors import NotKept
from monitoring.schedule import SECONDS, at_place, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from sqlalchemy import Connection

    from monitoring.monitor_file import MonitorFile
    from monitoring.store import SampleStore

DAY: Final = 86_400
WANTED: Final = 4_000_000
"""Bytes inside the file that thinning frees, or a tenth of the file where that is less: room for some ten thousand samples."""
RESERVE: Final = 8_000_000
"""Bytes of a file beside the store that is given up where the disk is full, so that thinning itself has room."""
MOST_DAYS: Final = 400
"""Days that are thinned in one go."""
NOTHING: Final = Text(
    "磁盘空间不足，而没有平台已确认的样本可稀疏：新样本不能保存，请清理磁盘",
    "the disk is full, and no sample that a platform has acknowledged is left to thin: new samples cannot be kept; free the disk",
)


class Level(NamedTuple):
    """How far a day is thinned.

    Attributes:
        seconds: Instants at multiples of so many seconds of the place stay.
        column: Where it is noted how far a point was thinned.
        kept: What stays, in words.
    """

    seconds: int
    column: Any
    kept: Text


LEVELS: Final = (
    Level(3600, t.point.c.hours_until, Text("保留整点值", "full hours stay")),
    Level(DAY, t.point.c.days_until, Text("保留零点值", "midnights stay")),
)


class Room:
    """Watches the room of a store. Everything here runs in the thread that writes.

    Args:
        file: The monitor file.
        store: Its store.
        now: Seconds since 1970.
        told: Told what was done, or that nothing can be.
        free: Bytes of the disk that are free.
    """

    def __init__(
        self, file: MonitorFile, store: SampleStore, now: Callable[[], float],
        told: Callable[[Text], None] = lambda _: None, free: Callable[[], int] | None = None,
    ) -> None:  # fmt: skip
        self._file, self._store, self._now, self._told = file, store, now, told
        self._free = free or (lambda: shutil.disk_usage(store.path.parent).free)
        self._reserve = store.path.with_name(f"{store.path.name}-reserve")
        self._at_its_end, self._usual = False, store.limit

    def look(self) -> None:
        """Thin before the disk is full; lay the reserve by where there is room for it."""
        short = self._free() < self._file.store.free_mb * 1e6
        if self._free() > 2 * RESERVE and not self._reserve.exists():
            with suppress(OSError):
                self._reserve.write_bytes(bytes(RESERVE))
        if short and self._inside() < self._wanted():
            self.make()
        elif not short:
            self._at_its_end, self._store.limit = False, self._usual

    def make(self) -> bool:
        """Thin where something may be thinned; whether there is room inside the file now.

        Raises:
            NotKept: Not even that could be written.
        """
        self._end_log()
        through = acknowledged(self._store, self._file.monitor.platform)
        mqtt = self._file.transmission.mqtt
        if mqtt is not None and mqtt.samples:  # what the broker has not confirmed is not sent yet
            through = min(through, AlarmStore(self._store, read_only=True).through("mqtt", "samples") or 0)
        if any(self._oldest(level, through) for level in LEVELS):
            # Not before: where nothing may go it would be used up in vain. The file does not grow into it: the log needs it.
            self._store.limit = self._pages("page_count")
            self._reserve.unlink(missing_ok=True)
        for level in LEVELS:
            for _ in range(MOST_DAYS):
                if self._inside() >= self._wanted() or not self._thin(level, through):
                    break
        enough = self._inside() > 0
        if not enough and not self._at_its_end:
            self._tell(NOTHING)
        self._at_its_end = not enough
        return enough

    def _inside(self) -> int:
        """Bytes that are free inside the file."""
        return self._pages("freelist_count")

    def _wanted(self) -> int:
        return min(WANTED, self._pages("page_count") // 10)

    def _pages(self, which: str) -> int:
        with self._store.reading() as connection:
            pages = int(connection.exec_driver_sql(f"PRAGMA {which}").scalar_one())
            return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())

    def _thin(self, level: Level, through: int) -> bool:
        """Thin the oldest day that can be thinned on a level; whether there was one."""
        zone = self._file.zone
        points = self._oldest(level, through)
        if not points:
            return False
        begin = _midnight(min(points.values()), zone)
        with self._store.writing() as connection:
            gone = sum(_without(connection, n, begin, level, through, zone) for n in points)
            text = self._thinned(begin, gone, level)
            row = {"time": moment(self._now()), "kind": "thinned", "zh": text.zh, "en": text.en}
            connection.execute(insert(t.event).values(**row))
        self._end_log()
        self._told(text)
        return True

    def _end_log(self) -> None:
        """Move SQLite's log into the file, so that it gives its room on the disk back."""
        with self._store.reading() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _oldest(self, level: Level, through: int) -> dict[int, int]:
        """The oldest instant that may go on a level, of each point that has one."""
        with self._store.reading() as connection:
            points = [p for p in connection.execute(select(t.point)) if SECONDS.get(p.period, DAY) < level.seconds]
            firsts = {p.n: _first(connection, p, level, through, self._file.zone) for p in points}
        return {n: first for n, first in firsts.items() if first is not None}

    def _thinned(self, begin: int, gone: int, level: Level) -> Text:
        day = at_place(begin, self._file.zone)[:10]
        zh = f"磁盘空间不足，{day} 已被平台确认的 {gone} 个样本按规则删除，{level.kept.zh}"
        en = f"the disk is short: {gone} samples of {day} that the platform has acknowledged were thinned; {level.kept.en}"
        return Text(zh, en)

    def _tell(self, text: Text) -> None:
        self._told(text)
        with suppress(NotKept):
            self._store.note_event("room", text, self._now())


def acknowledged(store: SampleStore, platform: str) -> int:
    """Up to which number samples are acknowledged by a platform, or by all that they were sent to; 0 where none has any."""
    query = select(func.min(t.place.c.acknowledged))
    query = query.where(t.place.c.platform == platform) if platform else query
    with store.reading() as connection:
        return int(connection.scalar(query) or 0)


def _first(connection: Connection, p: Any, level: Level, through: int, zone: ZoneInfo) -> int | None:
    """The oldest instant of a point that may go."""
    s = t.sample.c
    since = getattr(p, level.column.name)
    aligned = (s.instant + _offset(since or p.since, zone)) % level.seconds == 0
    query = select(s.instant).where(s.point == p.n, s.instant >= since, s.seq <= through, ~aligned)
    found = connection.scalar(query.order_by(s.instant).limit(1))
    return None if found is None else int(found)


def _without(connection: Connection, n: int, begin: int, level: Level, through: int, zone: ZoneInfo) -> int:
    """Remove what may go of a day of a point; returns how many."""
    s = t.sample.c
    aligned = (s.instant + _offset(begin, zone)) % level.seconds == 0
    of = (s.point == n) & (s.instant >= begin) & (s.instant < begin + DAY) & (s.seq <= through) & ~aligned
    gone = int(connection.execute(delete(t.sample).where(of)).rowcount)
    of_point = t.point.c.n == n
    connection.execute(update(t.point).where(of_point).values(thinned=t.point.c.thinned + gone))
    connection.execute(update(t.point).where(of_point).values({level.column: func.max(level.column, begin + DAY)}))
    return gone


def _midnight(instant: int, zone: ZoneInfo) -> int:
    return int(datetime.combine(datetime.fromtimestamp(instant, zone).date(), datetime.min.time(), zone).timestamp())


def _offset(instant: float, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(instant, zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
