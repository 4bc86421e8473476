"""A monitor of a demonstration province: three weeks of samples of simulated points, with a gap and an open alarm.

Samples go through the store of samples and the alarm rules of the monitor file, without its lines: a running monitor looks
at its lines every second, also in simulated time, and three weeks of that take minutes.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, time
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from monitoring.alarm_task import AlarmTask
from monitoring.clock import VirtualClock
from monitoring.monitor_file import load_monitor
from monitoring.sample import Point, Sample
from monitoring.store import SampleStore
from services.province.chance import stream

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from monitoring.alarm_deciding import Alarm
    from monitoring.errors import NotKept

FILE: Final = "monitors/province.toml"
HOUR: Final = 3600
HOURS: Final = 21 * 24
GAP: Final = range(200, 206)
"""Hours at which the electricity meter gave nothing."""
LEAK: Final = HOURS - 3
"""Hour from which the gas detector shows a leak; it goes on, so that the alarm stays open."""
GAS, ENERGY, VOLTAGE = (
    Point("SIM-G1", "gas_content", "60min"),
    Point("SIM-E1", "active_energy_import", "60min"),
    Point("SIM-E1", "voltage_l1", "60min"),
)
WHY: Final = "SIM: 模拟中断"


def monitor_file() -> str:
    """The monitor file."""
    return (files(__package__) / "monitor.toml").read_text(encoding="utf-8")


def watch(folder: Path, seed: int, until: date) -> None:
    """Write the samples up to a day, and the alarm that they raise; what a former start wrote stays."""
    path = folder / FILE
    if not path.is_file():
        path.write_text(monitor_file(), encoding="utf-8")
    file = load_monitor(path)
    end = int(datetime.combine(until, time(), file.zone).timestamp())
    first = end - HOURS * HOUR
    clock = VirtualClock(float(end))
    with closing(SampleStore(file.database)) as store:
        store.begin(file.monitor.name, str(file.zone), file.points(), float(first))
        task = AlarmTask(file, store, clock, _happened, _not_kept, lambda: False)
        store.keep(list(_samples(stream(seed, "monitor"), first)))
        missed = [(p, first + n * HOUR, WHY, "absent") for p in (ENERGY, VOLTAGE) for n in GAP]
        store.note_gaps(missed, float(end))
        task.judge()


def _samples(of: random.Random, first: int) -> Iterator[Sample]:
    energy = Decimal("28000.00")
    for n in range(HOURS + 1):
        at = first + n * HOUR
        gas = Decimal(40 if n >= LEAK else of.randrange(0, 3))
        yield Sample(GAS, at, gas, "%", "good", float(at), simulated=True)
        energy += Decimal(of.randrange(500, 4000)) / 100
        if n not in GAP:
            yield Sample(ENERGY, at, energy, "kWh", "good", float(at), simulated=True)
            voltage = Decimal(2200 + of.randrange(-60, 60)) / 10
            yield Sample(VOLTAGE, at, voltage, "V", "good", float(at), simulated=True)


def _happened(kind: str, alarm: Alarm) -> None:
    """Nobody is told of a simulated alarm."""


def _not_kept(error: NotKept, _: int) -> None:
    raise error
