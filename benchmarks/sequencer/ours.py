"""Our side: a whole run of a small regulation, from `opened` to `closed`, over the real journal, store and decision."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.sequencer.floats import timed
from benchmarks.sequencer.workload import SETPOINTS, Meter, Room, Source
from metrology.limits import Limit, Linear
from metrology.status import Source as Pedigree
from metrology.status import Status
from procedures.base import Procedure
from procedures.conditions import Condition, air
from procedures.regulation import Regulation, item
from procedures.subject import Subject
from procedures.text import Text
from records.event import canonical
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from sequencer.reading_sources import BenchSource
from sequencer.session import Setup, StoppedClock, perform
from services.laboratory.prepare import unattended
from tests.sequencer import toy_roles

PEDIGREE = Pedigree("BENCH 1", Status.VERIFIED)
LIMIT: Limit = Linear("0.002", "0.001", source=PEDIGREE)


class Voltmeters(Procedure[Subject, Any]):
    """Indication errors at many points."""

    regulation = Regulation(
        "BENCH", "1", Text("电压表", "Voltmeters"), date(2026, 1, 1), date(2026, 1, 1), (), 12, (PEDIGREE,)
    )
    subject_model = Subject
    source: toy_roles.Source
    meter: toy_roles.Meter

    @classmethod
    def conditions(cls, subject: Subject) -> tuple[Condition, ...]:
        """A room as in a laboratory."""
        del subject
        return air((15, 25), 80, source=PEDIGREE)

    setpoints: ClassVar[list[Decimal]] = SETPOINTS

    def omits(self, key: str) -> Text | None:
        """There is no nameplate to be held against anything."""
        return Text("无铭牌", "no nameplate") if key == "specification" else None

    @item("error", "1", "示值误差", "Error of indication")
    def check_error(self) -> None:
        """Every point: set, read, compare."""
        ask, label = Text("示值", "Indication"), Text("误差", "Error")
        for x in self.setpoints:
            with self.run.point(f"{x}V"):
                self.bench.source.set_voltage(x)
                shown = self.run.observe("shown", self.bench.meter.voltage, unit="V", expect=x, ask=ask)
                self.run.decide(
                    label,
                    shown - x,
                    LIMIT,
                    point=x,
                    unit="V",
                    formula="E = I − U",
                    substitution=f"{shown} − {x}",
                )


def setup(procedure: type[Procedure[Any, Any]] = Voltmeters) -> Setup:
    subject = Subject(name="电压表", maker="Bench", model="V1", serial="1")
    return Setup(procedure, subject, unattended(procedure, subject, stage="initial", on=date(2026, 11, 23)))


def roles() -> dict[str, object]:
    source = Source()
    return {"source": source, "meter": Meter(source), "room": Room()}


def run_once(folder: Path, name: str, synchronous: Any) -> tuple[float, float]:
    """One whole run into a store of its own; wall and processor time from its first entry to its last."""
    store = Store(str(folder / f"{name}.sqlite"), synchronous)
    journal = Journal(store, name, station_key(folder))
    work, clock = setup(), StoppedClock()
    answers = BenchSource(roles(), clock, None)  # type: ignore[arg-type]
    outcome: list[str] = []
    times = timed(lambda: outcome.append(perform(work, journal, answers, clock)))
    assert outcome == ["conform"]
    journal.close()
    store.close()
    return times


def rows(folder: Path, name: str) -> list[tuple[Any, ...]]:
    """What such a run wrote: run, number, time, kind, address, body in canonical JSON."""
    store = Store(str(folder / f"{name}.sqlite"))
    found = [(e.run, e.seq, e.time, e.kind, e.address, canonical(e.body)) for e in store.events(name)]
    store.close()
    return found
