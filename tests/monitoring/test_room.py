"""A full disk: what the platform has acknowledged is thinned by rule, oldest first; what it has not stays."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from metrology.text import Text
from monitoring import tables as t
from monitoring.errors import NotKept
from monitoring.keeper import Keeper
from monitoring.monitor_file import MonitorFile
from monitoring.reading import missing, values
from monitoring.room import NOTHING, Room
from monitoring.sample import Point, Sample
from monitoring.store import SampleStore
from tests.monitoring.plant import HOUR, MIDNIGHT, ZONE, plant

QUARTERS = Point("E-1", "active_energy_import", "15min")
DAYS = Point("E-1", "active_energy_import", "day")


class Full:
    """A store of forty days that may not grow, of which the platform has acknowledged a part."""

    def __init__(self, folder: Path, acknowledged: int) -> None:
        self.file: MonitorFile = plant(folder, periods='["15min", "day"]')
        self.store = SampleStore(self.file.database)
        self.store.begin("plant-1", "Asia/Shanghai", self.file.points(), MIDNIGHT)
        self.store.keep([sample(QUARTERS, n * 900) for n in range(1, 40 * 96 + 1)])
        self.store.keep([sample(DAYS, n * 86_400) for n in range(1, 41)])
        if acknowledged:
            with self.store.writing() as connection:
                connection.execute(insert(t.place).values(platform="p", queued=acknowledged, acknowledged=acknowledged))
        self.before = {v.seq for v in values(self.store, 0, 1e11)}
        with self.store.reading() as connection:
            self.store.limit = 4096 * int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        self.told: list[Text] = []
        self.room = Room(self.file, self.store, lambda: MIDNIGHT + 40 * 24 * HOUR, self.told.append, lambda: 10**12)
        self.keeper = Keeper(self.store, self.room.make)

    def keep(self, days: int) -> None:
        """Quarters of some more days."""

        async def each() -> None:
            for day in range(40, 40 + days):
                await self.keeper.keep([sample(QUARTERS, (day * 96 + n) * 900) for n in range(1, 97)])

        asyncio.run(each())

    def events(self) -> list[str]:
        with self.store.reading() as connection:
            return [row.en for row in connection.execute(select(t.event).order_by(t.event.c.n))]

    def close(self) -> None:
        self.keeper.close()
        self.store.close()


def sample(of: Point, behind: int) -> Sample:
    return Sample(of, int(MIDNIGHT) + behind, Decimal(1000) + behind, "kWh", "good", MIDNIGHT + behind)


def test_the_oldest_acknowledged_quarters_make_room_and_the_unsent_ones_stay(tmp_path: Path) -> None:
    full = Full(tmp_path, acknowledged=20 * 96)
    full.keep(10)
    found = list(values(full.store, 0, 1e11))
    there = {v.seq for v in found}
    assert {seq for seq in full.before if seq > 20 * 96} <= there
    gone = full.before - there
    assert gone
    assert max(gone) <= 20 * 96
    assert sum(v.instant >= MIDNIGHT + 40 * 86_400 + 900 for v in found) == 960
    first = [v.instant for v in found if v.instant <= MIDNIGHT + 86_400 and v.period == "15min"]
    assert all((instant - MIDNIGHT) % 3600 == 0 for instant in first)
    assert "samples of 2026-11-23 that the platform has acknowledged were thinned; full hours stay" in full.events()[0]
    assert [text.en for text in full.told] == full.events()
    full.close()


def test_what_was_thinned_is_not_asked_for_again(tmp_path: Path) -> None:
    full = Full(tmp_path, acknowledged=20 * 96)
    full.keep(1)
    assert missing(full.store, QUARTERS, MIDNIGHT + 40 * 86_400, 0, ZONE) == []
    with full.store.reading() as connection:
        thinned = connection.scalar(select(t.point.c.thinned).where(t.point.c.period == "15min"))
        assert thinned == len(full.before - set(connection.scalars(select(t.sample.c.seq))))
        assert connection.scalar(select(t.point.c.thinned).where(t.point.c.period == "day")) == 0
    full.close()


def test_where_nothing_was_acknowledged_nothing_goes_and_nothing_is_acknowledged(tmp_path: Path) -> None:
    full = Full(tmp_path, acknowledged=0)
    with pytest.raises(NotKept) as error:
        full.keep(10)
    assert error.value.full
    assert full.before <= {v.seq for v in values(full.store, 0, 1e11)}
    assert NOTHING in full.told
    full.close()


def test_a_disk_with_little_left_is_thinned_before_it_is_full(tmp_path: Path) -> None:
    full = Full(tmp_path, acknowledged=20 * 96)
    free = [10**12]
    room = Room(full.file, full.store, lambda: MIDNIGHT, full.told.append, lambda: free[0])
    room.look()
    assert full.told == []
    assert full.store.path.with_name("plant-1.sqlite-reserve").stat().st_size == 8_000_000
    free[0] = 10**6
    room.look()
    assert len(full.told) > 1
    assert not full.store.path.with_name("plant-1.sqlite-reserve").exists()
    full.close()
