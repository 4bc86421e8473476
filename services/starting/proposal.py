"""What is proposed for a job: regulation, stage, bench; with every start gate and an estimate of the time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from metrology.text import NO_TEXT, Text
from procedures import registry
from records.journal import MemoryJournal
from sequencer.session import preview
from services.failures import failure
from services.laboratory.from_register import fitting_benches, places_of, starts
from services.laboratory.gate_report import gate_report
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.plan import SECONDS_PER_COMMAND, SECONDS_PER_READING
from services.laboratory.prepare import prepare
from services.laboratory.purpose import Purpose
from services.starting.habits import usual

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from services.laboratory.from_register import Start
    from services.laboratory.gate_report import GateState
    from services.laboratory.prepare import Job

WORST_FIRST = ("refused", "overridden", "later", "passed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one job, or for as many alike of an order as the bench takes at once.

    Attributes:
        starts: The runs that would begin; none where even that is not known, and `problems` say why.
        title: What the regulation is called.
        stages: The stages that the regulation knows.
        benches: The bench files that fit it.
        places: How many instruments the proposed bench takes at once.
        jobs: What was prepared, one for each run; none where it could not be.
        gates: Every start gate; of several runs the worst state of each, with the reasons of all.
        problems: Why nothing could be prepared.
        notices: What a person should know before.
        seconds: An estimate of the duration.
    """

    starts: tuple[Start, ...] = ()
    title: Text = NO_TEXT
    stages: tuple[str, ...] = ()
    benches: tuple[Path, ...] = ()
    places: int = 1
    jobs: tuple[Job, ...] = ()
    gates: tuple[GateState, ...] = ()
    problems: tuple[Text, ...] = ()
    notices: tuple[Text, ...] = ()
    seconds: int = 0

    @property
    def start(self) -> Start | None:
        """The first of the runs; None where even that is not known."""
        return self.starts[0] if self.starts else None

    @property
    def job(self) -> Job | None:
        """What was prepared for the first run."""
        return self.jobs[0] if self.jobs else None

    @property
    def ready(self) -> bool:
        """Whether the run may begin; what the instruments say of themselves is examined when the bench is opened."""
        return bool(self.jobs) and all(gate.state != "refused" for gate in self.gates)

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
        override: Start gates that somebody else lets pass, as `services.laboratory.overrides.overrides` reads them.
    """

    regulation: str = ""
    stage: str = ""
    bench: Path | None = None
    override: Sequence[str] = ()


NOTHING_CHOSEN = Chosen()


def propose(url: str, key: str, on: date, person: str, chosen: Chosen = NOTHING_CHOSEN, *, seed: int = 0) -> Proposal:
    """Propose how a job is done; what is wrong is in the proposal, so that all of it is seen at once.

    Args:
        url: The store.
        key: Key of the job, or number of an order: its first job, or as many alike as the bench takes at once.
        on: Day of the run.
        person: Identity of the verifier.
        chosen: What a person chose instead.
        seed: Everything random of a simulated bench follows from it.

    Raises:
        StoreError: The store cannot be read.
    """
    try:
        regulation, bench = usual(url, key, chosen.regulation, chosen.bench)
        found = starts(url, key, on, bench=bench, regulation=regulation, person=person, first=True)
        procedure = registry.edition(found[0].regulation, on, regulation_folders(found[0].bench))
    except Exception as error:  # noqa: BLE001 every failure that a person can cause is shown, any other goes on
        return Proposal(benches=_benches(chosen.regulation, on), problems=_problems(error))
    known = Proposal(
        tuple(found),
        procedure.regulation.title,
        tuple(str(stage) for stage in procedure.stages()),
        _benches(found[0].regulation, on),
        places_of(found[0].bench),
    )
    try:
        jobs = _prepared(found, on, person, chosen, seed)
        gates = _worst([gate_report(job, url) for job in jobs])
    except Exception as error:  # noqa: BLE001 as above
        return replace(known, problems=_problems(error))
    plan = preview(jobs[0].setup, MemoryJournal())
    seconds = plan.seconds + SECONDS_PER_READING * len(plan.questions) + SECONDS_PER_COMMAND * len(plan.calls)
    return replace(known, jobs=jobs, gates=gates, notices=jobs[0].notices, seconds=seconds)


def _prepared(found: Sequence[Start], on: date, person: str, chosen: Chosen, seed: int) -> tuple[Job, ...]:
    """Read and check everything that the runs depend on, before anything is touched."""
    positions = [str(n) for n in range(1, len(found) + 1)] if len(found) > 1 else [""]
    return tuple(
        prepare(
            start.regulation,
            start.bench,
            start.nameplate,
            stage=chosen.stage or start.stage,
            on=on,
            seed=seed,
            operator=person,
            override=chosen.override,
            position=position,
            purpose=Purpose(start.work, start.job, start.batch, start.follows),
        )
        for start, position in zip(found, positions, strict=True)
    )


def _worst(reports: Sequence[Sequence[GateState]]) -> tuple[GateState, ...]:
    """Of each gate the worst state, with the reasons of all runs."""
    found = []
    for same in zip(*reports, strict=True):
        worst = min(same, key=lambda gate: WORST_FIRST.index(gate.state))
        found.append(replace(worst, reasons=tuple(dict.fromkeys(reason for gate in same for reason in gate.reasons))))
    return tuple(found)


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
