"""The same short procedure in virtual time and at the speed of the wall: the same journal.

What may differ, and nothing else:

- `time`, and with it `prev` and `hash`: when the entry was really written;
- `elapsed`, and the moment of each frame of the `traffic`: a simulated person's five seconds pass only in virtual time;
- how often a question was put until its answer came (a scale that is not stable states it in virtual time and lets one
  wait at the speed of the wall; a controller is polled until it has settled): of the same question asked again and
  again only the last exchange is compared.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drivers.bench import open_bench
from drivers.bench_file import BenchFile
from drivers.clock import WallClock
from drivers.roles import Inspector, LoadHandler, PointerGauge, PressureSource, WeighingInstrument
from drivers.simulation.truth import energised, violations
from metrology.status import Source, Status
from procedures.base import Procedure, Requirement
from procedures.conditions import Condition, air
from procedures.regulation import Regulation, item
from procedures.subject import Subject
from procedures.text import Text
from records.event import Event
from records.journal import MemoryJournal
from sequencer.reading_sources import BenchSource
from sequencer.session import Setup, perform
from sequencer.wire_log import WireLog, unpack
from services.laboratory.prepare import unattended, with_bench

pytestmark = pytest.mark.systems

SOURCE = Source("TEST 1", Status.VERIFIED)
DAY = date(2026, 1, 1)
SHOWN = Text("示值", "shown")
Frame = tuple[str, str, bytes]


def regulation(number: str) -> Regulation:
    return Regulation(number, "2026", Text("试验", "test"), DAY, DAY, (), 12, (SOURCE,))


class Short(Procedure[Subject, Any]):
    """What both short procedures have in common."""

    subject_model = Subject

    @classmethod
    def conditions(cls, subject: Subject) -> tuple[Condition, ...]:
        del subject
        return air((15, 25), source=SOURCE)

    def specification(self) -> list[Requirement]:
        """One, which is met."""
        return [Requirement("range", "0", Text("量程", "range"), "1", "1", conforms=True, status=Status.VERIFIED)]


class Weighed(Short):
    """A scale: zero, a load, the tare, a changeover point."""

    regulation = regulation("TEST W")
    scale: WeighingInstrument
    loads: LoadHandler
    inspector: Inspector

    @item("appearance", "1", "外观", "Appearance", measured=False)
    def appearance(self) -> None:
        """One check."""
        self.run.inspect("nameplate", Text("铭牌齐全", "nameplate complete"))

    @item("weighing", "2", "称量", "Weighing")
    def weighing(self) -> None:
        """One load, loaded and net."""
        scale, load = self.bench.scale, Decimal(5)
        scale.zero()
        with self.run.point("up", f"{load} kg"):
            self.bench.loads.place(load, "kg", "centre")
            shown = self.run.observe("I", scale.indication, unit="kg", expect=load, ask=SHOWN)
            more = {"formula": "I − L", "substitution": f"{shown} − {load}", "source": SOURCE}
            self.run.decide(Text("误差", "error"), shown - load, Decimal("0.005"), unit="kg", **more)
        self.run.dwell(1, Text("等待", "wait"))
        scale.tare()
        with self.run.point("net"):
            self.run.observe("I", scale.indication, unit="kg", expect=Decimal(0), ask=SHOWN)
            two, asked = Decimal(2), {"unit": "g", "expect": Decimal("2.5"), "ask": SHOWN}
            self.run.observe("dL", scale.changeover, two, "g", **asked)  # type: ignore[arg-type]


class Pressed(Short):
    """A gauge: one pressure, read by the controller and on the dial; leaving the bench vents it."""

    regulation = regulation("TEST P")
    source: PressureSource
    gauge: PointerGauge
    inspector: Inspector

    @item("indication", "1", "示值误差", "Indication error")
    def indication(self) -> None:
        """One point."""
        source, gauge, set_to = self.bench.source, self.bench.gauge, Decimal("0.003")
        source.set_pressure(set_to, "MPa")
        self.run.observe("ref", source.pressure, unit="MPa", expect=set_to, ask=SHOWN)
        shown = self.run.observe("I", gauge.after_tap, unit="MPa", expect=set_to, ask=SHOWN)
        more = {"formula": "I − p", "substitution": f"{shown} − {set_to}", "source": SOURCE}
        self.run.decide(Text("误差", "error"), shown - set_to, Decimal("0.02"), unit="MPa", **more)


@dataclass(frozen=True, slots=True)
class Entry:
    """What must be the same of an entry, byte for byte."""

    kind: str
    address: str
    body: Mapping[str, Any]
    traffic: Mapping[str, list[Frame]]


def comparable(event: Event) -> Entry:
    body = {name: value for name, value in event.body.items() if name not in ("elapsed", "traffic")}
    frames: dict[str, list[Frame]] = {}
    for _moment, role, direction, data in unpack(event.body["traffic"]) if "traffic" in event.body else ():
        frames.setdefault(role, []).append((role, direction, data))
    return Entry(event.kind, event.address, body, {role: last_answers(found) for role, found in frames.items()})


def last_answers(frames: list[Frame]) -> list[Frame]:
    """The frames of one line without the exchanges that were repeated word for word by the next question."""
    kept: list[Frame] = []
    for frame in frames:
        if frame[1] == "sent" and len(kept) > 1 and kept[-2] == frame:
            del kept[-2:]
        kept.append(frame)
    return kept


def performed(file: BenchFile, procedure: type[Short], nameplate: dict[str, Any], clock: Any) -> Any:
    subject = Subject(name="样品", maker="m", model="x", serial=nameplate["serial"])
    opened = unattended(procedure, subject, stage="initial", on=date(2026, 11, 23))
    tap, journal = WireLog(), MemoryJournal("parity")
    with open_bench(file, subject=nameplate, seed=1, clock=clock, on_bytes=tap) as bench:
        tap.clock = bench.clock
        answers = BenchSource(bench.roles, bench.clock, None)
        setup = with_bench(Setup(procedure, subject, opened).stating(nameplate=nameplate), bench)
        perform(setup, journal, answers, bench.clock, make_safe=bench.make_safe, traffic=tap.take)
        assert bench.laboratory is not None
        assert violations(bench.laboratory) == energised(bench.laboratory) == []
    return journal.events


BENCHES: dict[str, tuple[type[Short], dict[str, Any], dict[str, str]]] = {
    "scale": (Weighed, {"serial": "SY-TEST", "max": "15 kg", "e": "5 g"}, {}),
    # A small line, settled for so long that what is left of the way to the set-point is far below the last digit.
    "gauge": (
        Pressed,
        {"serial": "G-TEST", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"},
        {"slew": "1000", "dwell": "1.5", "margin": "60"},
    ),
}


@pytest.mark.parametrize("name", BENCHES)
def test_the_journal_is_the_same_at_the_speed_of_the_wall(shipped: Callable[[str], BenchFile], name: str) -> None:
    procedure, nameplate, options = BENCHES[name]
    file = shipped(name)
    if options:
        source = file.roles["source"].model_copy(update={"options": options})
        assert file.simulation is not None
        small = file.simulation.model_copy(update={"time_constant": 0.2})
        file = file.model_copy(update={"roles": {**file.roles, "source": source}, "simulation": small})
    virtual, real = (performed(file, procedure, nameplate, clock) for clock in (None, WallClock()))
    assert [comparable(event) for event in virtual] == [comparable(event) for event in real]
    assert [event.body["outcome"] for event in virtual if event.kind == "verdict"] == ["conform"]
    assert {role for event in virtual for role in comparable(event).traffic} == {
        "scale": {"scale", "room"},
        "gauge": {"source", "room"},
    }[name]
    assert any(
        event.body.get("elapsed") != other.body.get("elapsed") for event, other in zip(virtual, real, strict=True)
    )
