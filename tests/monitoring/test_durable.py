"""A sample that was acknowledged is on the disk, whatever happens to the process."""

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from monitoring import tables as t
from monitoring.errors import MonitorError, NotKept
from monitoring.keeper import Keeper
from monitoring.reading import values
from monitoring.sample import Point, Sample
from monitoring.store import SampleStore
from services.monitoring.running import only_monitor
from tests.evidence.monitor_kill import campaign
from tests.monitoring.plant import plant

POINT = Point("E-1", "active_energy_import", "15min")


def sample(instant: int, value: str = "1.00") -> Sample:
    return Sample(POINT, instant, Decimal(value), "kWh", "good", instant + 0.5)


def store_at(folder: Path) -> SampleStore:
    store = SampleStore(folder / "s.sqlite")
    store.begin("plant-1", "Asia/Shanghai", [POINT], 0)
    return store


@pytest.mark.systems
def test_kills_at_random_moments_lose_no_acknowledged_sample(tmp_path: Path) -> None:
    tally = campaign(tmp_path, kills=2, seed=1)
    assert tally.faults == []
    assert tally.acknowledged > 2


@pytest.mark.systems
def test_sigterm_ends_a_monitor_in_good_order(tmp_path: Path) -> None:
    """In real time: it is stopped in the middle of its work, and everything that it acknowledged is there."""
    plant(tmp_path, 2, periods='"1s"')
    words = [sys.executable, "-m", "console.cli.main", "monitor", "run", "plant.toml", "--follow"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline()]
        process.send_signal(signal.SIGTERM)
        lines += process.stdout  # `communicate` would leave out what was read ahead
        said = process.stderr.read()
    told = [json.loads(line) for line in lines]
    assert process.returncode == 0, said
    assert "acknowledged" in said or "已停止" in said
    store = SampleStore(tmp_path / "plant-1.sqlite", read_only=True)
    there = {(v.meter, v.instant): str(v.value) for v in values(store, 0, 1e11)}
    with store.reading() as connection:
        events = list(connection.scalars(select(t.event.c.en)))
    store.close()
    assert {(x["meter"], x["instant"]): x["value"] for x in told} == there
    assert events == ["the monitor began", "the monitor ended"]


def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    file = plant(tmp_path)
    with only_monitor(file), pytest.raises(MonitorError, match="is running already"), only_monitor(file):
        pass


def test_an_instant_keeps_its_first_value(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    assert store.keep([sample(900), sample(1800)]) == 2
    assert store.keep([sample(1800, "2.00"), sample(2700)]) == 1
    assert [(v.instant, v.value) for v in values(store, 0, 1e10)] == [
        (900, Decimal("1.00")), (1800, Decimal("1.00")), (2700, Decimal("1.00")),
    ]  # fmt: skip
    store.close()


def test_what_comes_while_one_transaction_is_written_goes_together_into_the_next(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    told: list[int] = []
    keeper = Keeper(store, lambda: False, lambda samples: told.append(len(samples)))

    async def many() -> None:
        await asyncio.gather(*(keeper.keep([sample(900 * n)]) for n in range(1, 101)))

    asyncio.run(many())
    keeper.close()
    assert sum(told) == 100
    assert len(told) < 10
    assert len(list(values(store, 0, 1e10))) == 100
    store.close()


def test_what_is_not_durable_is_not_acknowledged(tmp_path: Path) -> None:
    """There is no room: nothing of it is written, and nobody is told that it was."""
    store = store_at(tmp_path)
    told: list[Sequence[Sample]] = []
    keeper = Keeper(store, lambda: False, told.append)
    store.limit = 1  # a file of one page is full at once

    async def one() -> None:
        await keeper.keep([sample(900 * n, "1" * 50) for n in range(1, 500)])

    with pytest.raises(NotKept) as error:
        asyncio.run(one())
    assert error.value.full
    assert told == []
    assert list(values(store, 0, 1e10)) == []
    keeper.close()
    store.close()


def test_a_store_belongs_to_one_monitor(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    with pytest.raises(MonitorError, match="belongs to the monitor plant-1"):
        store.begin("plant-2", "Asia/Shanghai", [POINT], 0)
    store.close()


def test_the_disk_is_synchronised_at_every_transaction(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    store.close()
    assert sqlite3.connect(tmp_path / "s.sqlite").execute("PRAGMA integrity_check").fetchone() == ("ok",)
