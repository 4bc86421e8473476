"""Forty-eight positions whose instruments take 100 ms for a reading: how much longer than the slowest by itself?

    python benchmarks/positions/bench.py [POSITIONS] [READINGS]

Every position has a meter of its own that sleeps 100 ms (one of them 110 ms); the source is shared and sleeps 100 ms
for a set-point. The slowest position is run once by itself, then all of them together, each with a journal of its own
in one store with full synchronisation.
"""

import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from drivers.roles import Reading
from metrology.status import Source as Pedigree
from metrology.status import Status
from procedures.base import Procedure
from procedures.conditions import Condition, air
from procedures.regulation import Regulation, item
from procedures.subject import Subject
from procedures.text import Text
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from sequencer.positions import Position, perform_together
from sequencer.session import Setup, StoppedClock
from services.laboratory.prepare import unattended
from tests.sequencer import toy_roles

PEDIGREE = Pedigree("BENCH 1", Status.VERIFIED)
DEVICE, SLOWEST = 0.100, 0.110


class Source:
    """A shared source that takes its time; counts its commands."""

    def __init__(self) -> None:
        self.commands = 0

    def set_voltage(self, _value: Decimal) -> None:
        """Set it."""
        self.commands += 1
        time.sleep(DEVICE)


class Meter:
    """A position's own meter."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def voltage(self) -> Reading:
        """Read it."""
        time.sleep(self._seconds)
        return Reading("1.0", Decimal("1.0"), "V")


class Room:
    """A room in which nothing happens."""

    def temperature(self) -> Reading:
        """Always the same."""
        return Reading("20", Decimal(20), "°C")

    def humidity(self) -> Reading:
        """Always the same."""
        return Reading("50", Decimal(50), "%RH")


def procedure(readings: int) -> type[Procedure[Subject, Any]]:
    """A regulation with ten set-points and so many readings at each."""

    class Meters(Procedure[Subject, Any]):
        """Indication errors at ten points."""

        regulation = Regulation(
            "BENCH", "1", Text("电表", "Meters"), date(2026, 1, 1), date(2026, 1, 1), (), 12, (PEDIGREE,)
        )
        subject_model = Subject
        source: toy_roles.Source
        meter: toy_roles.Meter

        @classmethod
        def conditions(cls, subject: Subject) -> tuple[Condition, ...]:
            del subject
            return air((15, 25), 80, source=PEDIGREE)

        def omits(self, key: str) -> Text | None:
            """There is no nameplate to be held against anything."""
            return Text("无铭牌", "no nameplate") if key == "specification" else None

        @item("error", "1", "示值误差", "Error of indication")
        def check_error(self) -> None:
            """Every point: set, read several times, compare."""
            one = Decimal(1)
            for n in range(10):
                self.bench.source.set_voltage(one)
                for k in range(readings):
                    with self.run.point(str(n), str(k)):
                        ask = Text("示值", "Indication")
                        shown = self.run.observe("shown", self.bench.meter.voltage, unit="V", expect=one, ask=ask)
                        self.run.decide(
                            ask, shown - one, one, unit="V", formula="I - U", substitution="", source=PEDIGREE
                        )

    return Meters


def together(folder: Path, delays: list[float], kind: type[Procedure[Any, Any]], name: str) -> tuple[float, int]:
    """Seconds for a bench of these positions, and how often its source was told something."""
    source, store, clock = Source(), Store(str(folder / f"{name}.sqlite")), StoppedClock()
    subject = Subject(name="电表", maker="Bench", model="M1", serial="1")
    opened = unattended(kind, subject, stage="initial", on=date(2026, 11, 23))
    positions = []
    for n, delay in enumerate(delays, 1):
        journal = Journal(store, f"{name}-{n:02}", station_key(folder))
        roles = {"source": source, "meter": Meter(delay), "room": Room()}
        positions.append(Position(str(n), Setup(kind, subject, opened), journal, roles))
    begun = time.perf_counter()
    ends = perform_together(positions, clock, own=["meter"], people=[])  # type: ignore[arg-type]
    taken = time.perf_counter() - begun
    assert set(ends.values()) == {"conform"}, ends
    return taken, source.commands


def main(count: int = 48, readings: int = 10) -> None:
    kind = procedure(readings)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone, told = together(folder, [SLOWEST], kind, "alone")
        all_, told_all = together(folder, [SLOWEST, *[DEVICE] * (count - 1)], kind, "all")
    print(f"the slowest position by itself {alone:.2f} s, {count} together {all_:.2f} s: {all_ / alone:.3f}")
    print(f"commands to the source: {told} and {told_all}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
