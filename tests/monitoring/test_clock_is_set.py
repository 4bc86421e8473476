"""The clock of the computer is set while a monitor runs: nothing that was read is lost or changed, and it reads on."""

import asyncio
import heapq
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from monitoring.archive_files import write_rows
from monitoring.archive_tables import archive, metadata
from monitoring.clock import VirtualClock, WallClock
from monitoring.errors import MonitorError, NotKept
from monitoring.monitor_file import MonitorFile
from monitoring.monitoring import Monitor
from monitoring.reading import values
from monitoring.rows import Value
from monitoring.sample import Sample
from monitoring.shared import Told
from monitoring.store import SampleStore
from records.further_tables import lay_out
from services.monitoring.by_hand import instant_of
from tests.monitoring.plant import HOUR, MIDNIGHT, ZONE, plant

YEAR = 365 * 86_400


class Jumping(VirtualClock):
    """A clock that is set at some moments of its own; set back it wakes who waits, as the wall clock does."""

    def __init__(self, start: float, hours: float, jumps: Sequence[tuple[float, float]]) -> None:
        super().__init__(start)
        self._left, self._jumps, self._lasted = hours * HOUR, list(jumps), 0.0

    def _turn(self) -> None:
        while self._working == 0 and self._waiting and not self.ended.is_set():
            moment, _, woken = heapq.heappop(self._waiting)
            if woken.done():
                continue
            passed = max(0.0, moment - self._now)
            if self._jumps and self._lasted + passed >= self._jumps[0][0]:
                after, by = self._jumps.pop(0)
                heapq.heappush(self._waiting, (moment, next(self._order), woken))
                self._now += max(0.0, after - self._lasted) + by
                self._lasted = after
                if by < 0:
                    self._wake()
                continue
            self._lasted += passed
            if self._lasted >= self._left:
                self.ended.set()
                return
            self._now = max(self._now, moment)
            self._working += 1
            woken.set_result(None)

    def _wake(self) -> None:
        while self._waiting:
            woken = heapq.heappop(self._waiting)[2]
            if not woken.done():
                self._working += 1
                woken.set_result(None)


def run(
    file: MonitorFile, hours: float, jumps: Sequence[tuple[float, float]], not_kept: list[tuple[str, int]] | None = None
) -> tuple[list[Value], list[Sample]]:
    """What is kept after so many hours, and what was acknowledged."""
    said = list[Sample]()

    async def pass_by() -> None:
        reading = asyncio.ensure_future(monitor.run())
        ended = asyncio.ensure_future(clock.ended.wait())
        await asyncio.wait([reading, ended], return_when=asyncio.FIRST_COMPLETED)
        for task in (reading, ended):
            task.cancel()
        await asyncio.gather(reading, ended, return_exceptions=True)

    def refused(error: NotKept, count: int) -> None:
        if not_kept is not None:
            not_kept.append((error.reason, count))

    clock = Jumping(MIDNIGHT - 1, hours, jumps)
    monitor = Monitor(file, clock, told=Told(said.extend, not_kept=refused))
    try:
        asyncio.run(pass_by())
        return list(values(monitor.store, 0, 1e11)), said
    finally:
        monitor.close()


def between(found: list[Value], first: float, last: float) -> list[float]:
    return [(v.instant - MIDNIGHT) / HOUR for v in found if first <= v.instant - MIDNIGHT <= last]


def test_an_hour_back_keeps_what_was_read_and_reads_on(tmp_path: Path) -> None:
    found, said = run(plant(tmp_path), 5, [(2 * HOUR + 60, -HOUR)])
    assert between(found, 0, 4 * HOUR) == [n / 4 for n in range(16)]  # each quarter once, up to five hours less one
    there = {(v.point, v.instant): v.value for v in found}
    assert {(s.point, s.instant): s.value for s in said} == there
    assert len(said) == len(there)


def test_a_year_ahead_and_back_does_not_stop_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitoring.line_task.SKIPPED", 100)
    file = plant(tmp_path)
    found, said = run(file, 6, [(HOUR + 60, YEAR), (2 * HOUR + 60, -YEAR)])
    mine = between(found, 0, 6 * HOUR)
    assert mine == sorted(set(mine))
    assert {0.0, 0.25, 0.5, 0.75, 1.0} <= set(mine)
    assert {2.25, 2.5, 2.75, 3.0, 5.0, 5.75} <= set(mine)  # and not only in a year
    assert len([v for v in found if v.instant > MIDNIGHT + 300 * 86_400]) >= 4
    assert {(s.point, s.instant) for s in said} <= {(v.point, v.instant) for v in found}


def test_a_monitor_that_began_in_the_future_reads_on_when_the_clock_is_right(tmp_path: Path) -> None:
    found, _ = run(plant(tmp_path), 4, [(HOUR + 60, -10 * 86_400)])
    assert len([v for v in found if v.instant < MIDNIGHT]) == 11  # nearly three hours of quarters


def test_what_belongs_to_a_month_that_was_moved_is_not_acknowledged(tmp_path: Path) -> None:
    """Moved while the clock was ahead: a sample of such a month is reported, and the others are kept."""
    file = plant(tmp_path)
    run(file, 1, [])
    store = SampleStore(file.database)
    lay_out(store.engine, metadata)
    row = {
        "month": "2026-11",
        "begin": 0,
        "end": int(MIDNIGHT + 2 * HOUR),
        "rows": 0,
        "file": "x",
        "sha256": "",
        "made": "",
    }
    with store.writing() as connection:
        connection.execute(insert(archive).values(**row, state="moved"))
    store.close()
    (tmp_path / "plant-1-months").mkdir()
    write_rows(tmp_path / "plant-1-months" / "x", [])
    told = list[tuple[str, int]]()
    found, said = run(file, 3, [], told)
    assert {s.instant for s in said} == {v.instant for v in found}
    assert min(s.instant for s in said) == MIDNIGHT + 2 * HOUR
    assert len(told) == 8
    assert "its month was moved into a file" in told[0][0]


def test_a_wall_clock_that_is_set_back_wakes_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = iter([1000.0, 1000.0 - YEAR])
    monkeypatch.setattr("monitoring.clock.LOOK", 0.0)
    monkeypatch.setattr("monitoring.clock.time.time", lambda: next(shown))
    asyncio.run(WallClock().sleep_until(2000.0))
    assert next(shown, None) is None


def test_an_hour_that_is_left_out_or_comes_twice_is_asked_back() -> None:
    madrid = ZoneInfo("Europe/Madrid")
    with pytest.raises(MonitorError, match="does not exist in Europe/Madrid"):
        instant_of("2026-03-29T02:30", "15min", madrid)
    with pytest.raises(MonitorError, match=r"write 2026-10-25T02:30:00\+02:00 or 2026-10-25T02:30:00\+01:00"):
        instant_of("2026-10-25T02:30", "15min", madrid)
    two = [instant_of(f"2026-10-25T02:30+0{n}:00", "15min", madrid) for n in (2, 1)]
    assert two[1] - two[0] == HOUR
    assert instant_of("2026-10-25T02:30", "15min", ZONE) > 0
