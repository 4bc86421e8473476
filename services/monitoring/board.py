"""What a page shows of monitors: which there are, and of one of them its points and its open alarms, as they are now."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from monitoring import tables as t
from monitoring.alarm_conditions import EARLIER, doubted
from monitoring.alarm_store import AlarmStore
from monitoring.errors import MonitorError
from monitoring.monitor_file import load_monitor
from monitoring.rows import behind, rows, value_of
from monitoring.sample import FLAGS, Point
from monitoring.scans import newest_of
from monitoring.schedule import at_place, length
from monitoring.store import SampleStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from metrology.text import Text
    from monitoring.alarm_deciding import Alarm
    from monitoring.rows import Value

FOLDER: Final = "monitors"
TREND: Final = 24
"""Values of a point that its trend shows."""
LATE: Final = 2.5
"""Intervals without a sample after which a value is shown as old."""
AT_ONCE: Final = 20_000


class Listed(NamedTuple):
    """A monitor file of the laboratory: its name, and every problem where it is wrong."""

    name: str
    path: Path
    problems: tuple[Text, ...]


class PointRow(NamedTuple):
    """A point as it is now.

    Attributes:
        point: What is read.
        value, unit: Its newest value; empty for none.
        at: Its instant, by the clock of the place.
        age: Seconds since it was taken; None for none.
        old: Whether it is older than it may be.
        flags: What is to be said of it; empty for a good one.
        severity: Of its most severe open alarm; empty for none.
        trend: Its last values, oldest first.
        simulated: Whether it is simulated.
    """

    point: Point
    value: str
    unit: str
    at: str
    age: float | None
    old: bool
    flags: tuple[Text, ...]
    severity: str
    trend: tuple[float, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A monitor as it is now.

    Attributes:
        points: Its points; those with an alarm first, then the old ones.
        alarms: Its open alarms; those that nobody acknowledged first.
        began: Whether it has ever run.
    """

    points: tuple[PointRow, ...]
    alarms: tuple[Alarm, ...]
    began: bool


def monitors_in(laboratory: Path) -> list[Listed]:
    """The monitor files of a laboratory."""
    found = []
    for path in sorted((laboratory / FOLDER).glob("*.toml")):
        try:
            found.append(Listed(load_monitor(path).monitor.name, path, ()))
        except MonitorError as error:
            found.append(Listed(path.stem, path, tuple(error.reasons)))
    return found


class Board:
    """Follows one monitor: what is new is read, and nothing twice.

    Args:
        path: The monitor file.
    """

    def __init__(self, path: Path) -> None:
        self.file = load_monitor(path)
        self._store: SampleStore | None = None
        self._newest: dict[Point, Value] = {}
        self._trends: dict[Point, deque[float]] = {}
        self._seq = 0
        self._lock, self._closed = Lock(), False

    def look(self) -> Snapshot:
        """How it is now.

        Raises:
            MonitorError: The store is no store of samples.
        """
        with self._lock:
            return Snapshot((), (), began=False) if self._closed else self._look()

    def _look(self) -> Snapshot:
        if self._store is None:
            if not self.file.database.is_file():
                return Snapshot((), (), began=False)
            self._store = SampleStore(self.file.database, read_only=True)
            self._begin(self._store)
        while found := behind(self._store, self._seq, AT_ONCE):
            for v in found:
                self._take(v)
            self._seq = found[-1].seq
        alarms = tuple(AlarmStore(self._store, read_only=True).open())
        now = time.time()
        points = [self._row(p, now, alarms) for p in self.file.points()]
        points.sort(key=lambda r: (not r.severity, not r.old))
        return Snapshot(tuple(points), alarms, began=True)

    def close(self) -> None:
        """Give the store back; a look that is going on ends before."""
        with self._lock:
            self._closed = True
            if self._store is not None:
                self._store.close()

    def _begin(self, store: SampleStore) -> None:
        self._newest = newest_of(store)
        self._seq = AlarmStore(store, read_only=True).newest()
        with store.reading() as connection:
            for p, newest in self._newest.items():
                mine = (t.sample.c.point == newest.number) & (t.sample.c.seq <= newest.seq)
                last = rows().where(mine).order_by(t.sample.c.instant.desc()).limit(TREND)
                values = [value_of(row) for row in connection.execute(last)][::-1]
                self._trends[p] = deque((float(v.value) for v in values if v.value.is_finite()), TREND)

    def _take(self, v: Value) -> None:
        before = self._newest.get(v.point)
        if before is not None and v.instant < before.instant and not EARLIER.isdisjoint(v.flag.split("+")):
            return  # of an earlier time; another one came when the clock of the computer was set back
        self._newest[v.point] = v
        if v.value.is_finite():
            self._trends.setdefault(v.point, deque(maxlen=TREND)).append(float(v.value))

    def _row(self, p: Point, now: float, alarms: Sequence[Alarm]) -> PointRow:
        mine = {a.severity for a in alarms if a.point == p and a.cleared is None}
        severity = "alarm" if "alarm" in mine else "warning" if mine else ""
        v = self._newest.get(p)
        if v is None:
            return PointRow(p, "", "", "", None, True, (), severity, (), self.file.simulates)
        age = max(0.0, now - v.taken)
        said = tuple(FLAGS[f] for f in v.flag.split("+") if f in FLAGS and f != "good")
        old = age > LATE * length(p.period) or doubted(v.flag)
        unit = "" if v.unit == "1" else v.unit
        at = at_place(v.instant, self.file.zone)[:19].replace("T", " ")
        return PointRow(
            p, f"{v.value:f}", unit, at, age, old, said, severity, tuple(self._trends.get(p, ())), v.simulated
        )
