"""Opens a bench for a moment: who answers there, and whether the room is as the regulation wants it. Nothing is measured.

An output on a real address is brought to its safe state, as at the start of a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metrology.exact import plain
from metrology.text import NO_TEXT, Text
from metrology.units import convert
from procedures.errors import Void
from procedures.standards import corrected_by
from sequencer.reading_source import Call
from sequencer.reading_sources import BenchSource
from sequencer.session import standards_of
from services.failures import failure
from services.laboratory.gate_facts import expecting, facts, identified
from services.laboratory.gate_report import states
from services.laboratory.prepare import with_bench
from services.runs.bench_session import bench_session

if TYPE_CHECKING:
    from procedures.conditions import Condition
    from services.laboratory.gate_report import GateState
    from services.laboratory.prepare import Job


@dataclass(frozen=True, slots=True)
class RoomState:
    """One quantity of the environment at this moment.

    Attributes:
        name: The quantity.
        value: What was read, corrected by its certificate, with its unit; empty where a person reads it.
        limit: What the regulation allows; empty where it allows anything.
        wrong: Why nothing may be measured like this, or why it could not be read; no text where all is well.
    """

    name: Text
    value: str
    limit: str
    wrong: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class BenchCheck:
    """What was found at a bench.

    Attributes:
        gates: Every start gate, with what the instruments said of themselves.
        room: The environment.
        problems: Why the bench could not be opened.
        answered: Roles whose instrument answered, each with what it said.
        bench: Its name.
    """

    gates: tuple[GateState, ...] = ()
    room: tuple[RoomState, ...] = ()
    problems: tuple[Text, ...] = ()
    answered: tuple[tuple[str, str], ...] = ()
    bench: str = ""

    @property
    def ready(self) -> bool:
        """Whether the run could begin and go on at this moment."""
        refused = any(gate.state == "refused" for gate in self.gates)
        return not (self.problems or refused or any(state.wrong != NO_TEXT for state in self.room))

    def document(self) -> dict[str, Any]:
        """All of it for a program."""
        refused = [gate for gate in self.gates if gate.state == "refused"]
        return {
            "bench": self.bench, "ready": self.ready, "problems": [text.to_dict() for text in self.problems], "answered": dict(self.answered),
            "refused": [{"gate": g.name, "reasons": [r.to_dict() for r in g.reasons]} for g in refused],
            "room": [
                {"name": s.name.to_dict(), "value": s.value, "limit": s.limit, "wrong": s.wrong.to_dict()} for s in self.room
            ],
        }  # fmt: skip


def check_bench(job: Job, url: str) -> BenchCheck:
    """Open the bench of a run, ask every instrument who it is, read the room, and close it again.

    Args:
        job: The run that would begin.
        url: The store.
    """
    path = Path(job.setup.opened.bench.file)
    try:
        known = expecting(facts(url), job.bench, [job.position])
        units = {job.position: job.nameplate}
        with bench_session(job.bench, path, units, seed=job.seed, store=url) as session:
            setup, bench = with_bench(job.setup, session.bench), session.bench
            source = BenchSource(bench.at(job.position), bench.clock, None, session)
            room = tuple(_room(c, source, job) for c in job.setup.procedure.conditions(job.setup.subject))
            answered = tuple((role, identity.text) for role, identity in bench.identities.items())
            return BenchCheck(states(setup, identified(known, bench), opened=True), room, (), answered, path.stem)
    except Exception as error:  # every failure that a person can cause is shown
        found = failure(error)
        if found is None:
            raise
        return BenchCheck(problems=tuple(found.reasons), bench=path.stem)


def _room(c: Condition, source: BenchSource, job: Job) -> RoomState:
    if not source.watches(c.role):
        return RoomState(c.name, "", c.limit)
    read = source.look(Call(c.role, c.method, (), job.setup.procedure.role_types()[c.role]))
    shown = read.value if read.unit == c.unit else convert(read.value, read.unit, c.unit)
    try:
        value = corrected_by(standards_of(job.setup.opened.standards).get(c.role, ()), shown, c.unit)
    except Void as beyond:  # beyond the certified range: it is not known whether the room is as it should be
        return RoomState(c.name, f"{plain(shown)} {c.unit}", c.limit, beyond.reason)
    return RoomState(c.name, f"{plain(value)} {c.unit}", c.limit, c.outside(value) or NO_TEXT)
