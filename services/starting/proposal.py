"""What is proposed for a job: regulation, stage, bench; with every start gate and an estimate of the time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from metrology.text import NO_TEXT, Text
from procedures import registry
from records.journal import MemoryJournal
from sequencer.session import preview
from services.failures import failure
from services.from_register import fitting_benches, places_of, starts
from services.gate_report import gate_report
from services.laboratory_folders import regulation_folders
from services.plan import SECONDS_PER_COMMAND, SECONDS_PER_READING
from services.prepare import prepare
from services.purpose import Purpose
from services.starting.habits import usual

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from services.from_register import Start
    from services.gate_report import GateState
    from services.prepare import Job


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one job.

    Attributes:
        start: The run that would begin; None where even that is not known, and `problems` say why.
        title: What the regulation is called.
        stages: The stages that the regulation knows.
        benches: The bench files that fit it.
        places: How many instruments the proposed bench takes at once.
        job: What was prepared; None where it could not be.
        gates: Every start gate.
        problems: Why nothing could be prepared.
        notices: What a person should know before.
        seconds: An estimate of the duration.
    """

    start: Start | None = None
    title: Text = NO_TEXT
    stages: tuple[str, ...] = ()
    benches: tuple[Path, ...] = ()
    places: int = 1
    job: Job | None = None
    gates: tuple[GateState, ...] = ()
    problems: tuple[Text, ...] = ()
    notices: tuple[Text, ...] = ()
    seconds: int = 0

    @property
    def ready(self) -> bool:
        """Whether the run may begin; what the instruments say of themselves is examined when the bench is opened."""
        return self.job is not None and all(gate.state != "refused" for gate in self.gates)

    @property
    def refused(self) -> tuple[GateState, ...]:
        """The gates that refuse."""
        return tuple(gate for gate in self.gates if gate.state == "refused")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose instead of what is proposed; empty for the proposal.

    Attributes:
        regulation, stage: As the command line names them.
        bench: The bench file.
        override: Start gates that somebody else lets pass, as `services.overrides.overrides` reads them.
    """

    regulation: str = ""
    stage: str = ""
    bench: Path | None = None
    override: Sequence[str] = ()


NOTHING_CHOSEN = Chosen()


def propose(url: str, job: str, on: date, person: str, chosen: Chosen = NOTHING_CHOSEN, *, seed: int = 0) -> Proposal:
    """Propose how a job is done; what is wrong is in the proposal, so that all of it is seen at once.

    Args:
        url: The store.
        job: Key of the job.
        on: Day of the run.
        person: Identity of the verifier.
        chosen: What a person chose instead.
        seed: Everything random of a simulated bench follows from it.

    Raises:
        StoreError: The store cannot be read.
    """
    try:
        regulation, bench = usual(url, job, chosen.regulation, chosen.bench)
        start = starts(url, job, on, bench=bench, regulation=regulation, person=person)[0]
    except Exception as error:  # noqa: BLE001 every failure that a person can cause is shown, any other goes on
        return Proposal(benches=_benches(chosen.regulation, on), problems=_problems(error))
    return _proposed(url, start, on, person, chosen, seed)


def _proposed(url: str, start: Start, on: date, person: str, chosen: Chosen, seed: int) -> Proposal:
    procedure = registry.edition(start.regulation, on, regulation_folders(start.bench))
    known = Proposal(
        start,
        procedure.regulation.title,
        tuple(str(stage) for stage in procedure.stages()),
        _benches(start.regulation, on),
        places_of(start.bench),
    )
    try:
        job = prepared(start, on, person, chosen, seed=seed)
        gates = gate_report(job, url)
    except Exception as error:  # noqa: BLE001 as above
        return replace(known, problems=_problems(error))
    plan = preview(job.setup, MemoryJournal())
    seconds = plan.seconds + SECONDS_PER_READING * len(plan.questions) + SECONDS_PER_COMMAND * len(plan.calls)
    return replace(known, job=job, gates=gates, notices=job.notices, seconds=seconds)


def prepared(start: Start, on: date, person: str, chosen: Chosen, *, seed: int = 0, position: str = "") -> Job:
    """Read and check everything that the run of a job depends on, before anything is touched.

    Args:
        start: The run, from the registers.
        on: Day of the run.
        person: Identity of the verifier.
        chosen: What a person chose.
        seed: Everything random of a simulated bench follows from it.
        position: Position on the bench; empty on a bench for one instrument.

    Raises:
        ProcedureError, RecordsError, BenchFileError, Refused: As `services.prepare.prepare`.
    """
    purpose = Purpose(start.work, start.job, start.batch)
    return prepare(
        start.regulation,
        start.bench,
        start.nameplate,
        stage=chosen.stage or start.stage,
        on=on,
        seed=seed,
        operator=person,
        override=chosen.override,
        position=position,
        purpose=purpose,
    )


def _benches(regulation: str, on: date) -> tuple[Path, ...]:
    try:
        return tuple(fitting_benches(regulation, on)) if regulation else ()
    except Exception as error:  # noqa: BLE001 a regulation that is not known is a problem of the proposal already
        _problems(error)
        return ()


def _problems(error: Exception) -> tuple[Text, ...]:
    """Every reason of a failure.

    Raises:
        Exception: The failure itself, where no person can cause it.
    """
    found = failure(error)
    if found is None:
        raise error
    return tuple(found.reasons)
