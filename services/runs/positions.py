"""Verifies several instruments at once, on a bench with positions."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from typing import TYPE_CHECKING

from drivers import registry
from drivers.outputs import NOT_CONFIRMED
from drivers.roles import Person
from messages import both
from metrology.decision import Outcome
from records.admission import admit
from records.entries import Conclusion, of_kind
from records.errors import RegisterError
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from records.same_instrument import same_instrument
from sequencer.errors import Refused
from sequencer.positions import Position, perform_together, refuse_divergence
from sequencer.session import gate
from services.accounts.measuring import refuse_to_measure
from services.events import Events, Notice, PositionStopped, tell
from services.laboratory.gate_facts import expecting, facts, identified
from services.laboratory.prepare import with_bench
from services.register.write_back import write_back
from services.runs.bench_session import bench_session
from services.runs.closing import after_closing
from services.runs.earlier_runs import refuse_misplaced, with_earlier_runs
from services.runs.run import attending, started, written
from services.runs.running import performing
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from drivers.bench import Bench, BenchFile
    from metrology.text import Text
    from records.event import Event
    from sequencer.gates import Facts
    from sequencer.operator import Operator
    from sequencer.session import Setup
    from services.laboratory.prepare import Job
    from services.runs.bench_session import Session
    from services.runs.run_control import RunControl


def run_positions(
    jobs: Sequence[Job],
    url: str,
    bench_file: Path,
    events: Events,
    operator: Operator | None = None,
    control: RunControl | None = None,
) -> list[str]:
    """Run a verification at every position; returns the run ids, in the order of the positions.

    A position that stops leaves its run to be resumed; the others continue to their verdicts.

    Raises:
        NotAllowed: The store has accounts, and no role of the verifier allows it.
        Refused, RegisterError: Nothing was measured and nothing written.
    """
    first = jobs[0]
    refuse_to_measure(url, first.setup.opened.people.operator.id)
    refuse_wrong_places(jobs, bench_file)
    refuse_misplaced([job.setup for job in jobs], url)
    known = expecting(facts(url), first.bench, [job.position for job in jobs])
    tell(first.notices, events)
    _gates(jobs, known)
    refuse_divergence([job.setup for job in jobs], first.bench.own_roles)
    key, base = signer(bench_file), new_run_id(utc_now())
    admit(url, key)
    runs = [f"{base}-{job.position:0>2}" for job in jobs]
    units = {job.position: job.nameplate for job in jobs}
    with ExitStack() as stack:
        for run in runs:
            stack.enter_context(performing(run, url))
        session = stack.enter_context(
            bench_session(first.bench, bench_file, units, seed=first.seed, events=events, store=url, control=control)
        )
        bench = session.bench
        known = identified(known, bench)
        ready = [replace(j, setup=gate(with_bench(j.setup, bench), MemoryJournal(), known)) for j in jobs]
        store = open_store(url, bench_file, key)
        ready = [replace(job, setup=with_earlier_runs(job.setup, store)) for job in ready]
        journals = [
            stack.enter_context(closing(Journal(store, run, key, at_end=write_back(job.setup.opened, run))))
            for run, job in zip(runs, ready, strict=True)
        ]
        positions = [
            position_of(job.setup, job.bench, session, journal, events, operator)
            for job, journal in zip(ready, journals, strict=True)
        ]
        ends = performed(positions, session, first.bench, events)
    after_closing(url, key, ended(positions, runs, ends, events), events)
    return runs


def performed(
    positions: Sequence[Position], session: Session, file: BenchFile, events: Events
) -> dict[str, Outcome | BaseException]:
    """Perform all positions of an open bench; how each ended, by its name."""
    return perform_together(
        positions,
        session.bench.clock,
        own=file.own_roles,
        people=_people(session.bench, file),
        make_safe=lambda: _told(session.make_safe(), events),
        supervision=session,
    )


def ended(
    positions: Sequence[Position], runs: Sequence[str], ends: Mapping[str, Outcome | BaseException], events: Events
) -> list[str]:
    """The runs that reached their verdicts, when the bench is closed; why each of the others stopped is told."""
    for position in positions:
        if position.operator is not None:
            position.operator.make_safe()
    for run, (name, end) in zip(runs, ends.items(), strict=True):
        if not isinstance(end, Outcome):
            events.publish(PositionStopped(name, run, end))
    return [run for run, end in zip(runs, ends.values(), strict=True) if isinstance(end, Outcome)]


def _told(safe: list[str], events: Events) -> list[str]:
    """Name every output whose safe state is not confirmed: no single run's journal speaks for the whole bench."""
    for line in safe:
        if NOT_CONFIRMED in line:
            events.publish(Notice(both(line)))
    return safe


def position_of(
    setup: Setup,
    file: BenchFile,
    session: Session,
    journal: Journal,
    events: Events,
    operator: Operator | None,
    past: Sequence[Event] = (),
) -> Position:
    """One position of an open bench, announced; `past` are the entries that a resumed run has already."""
    place = setup.opened.place
    events.publish(started(setup, journal.run, done=len(of_kind(past, Conclusion)), position=place))
    roles, listener = session.bench.at(place), written(journal.run, events, place)
    attended = attending(setup, session, operator, file.own_roles)
    traffic = session.taps[place].take
    return Position(place, setup, journal, roles, past, listener=listener, traffic=traffic, operator=attended)


def _people(bench: Bench, file: BenchFile) -> set[str]:
    """Roles of a position that a person fills: one operator walks along the bench."""
    return {
        role.partition("@")[0]
        for role, driver in bench.roles.items()
        if (isinstance(driver, Person) or bench.drivers[role] == registry.SIMULATED_PERSON)
        and role.partition("@")[0] in file.own_roles
    }


def _gates(jobs: Sequence[Job], known: Facts) -> None:
    """The start gates of every position, so that all that is wrong is said at once."""
    reasons: list[Text] = []
    names: dict[str, None] = {}
    for job in jobs:
        try:
            gate(job.setup, MemoryJournal(), known)
        except Refused as refused:
            reasons += [reason for reason in refused.reasons if reason not in reasons]
            names |= dict.fromkeys(refused.gates)
    if reasons:
        raise Refused(reasons, tuple(names))


def refuse_wrong_places(jobs: Sequence[Job], path: Path) -> None:
    """Refuse more instruments than the bench has positions, and one instrument at two of them.

    Raises:
        RegisterError: Naming the bench file and the positions.
    """
    _refuse_crowd(jobs[0].bench, len(jobs), path)
    _refuse_twins(jobs, path)


def _refuse_twins(jobs: Sequence[Job], path: Path) -> None:
    """One instrument stands at one position."""
    groups: list[list[Job]] = []
    for job in jobs:
        mine = job.setup.opened.subject
        group = next((g for g in groups if same_instrument(g[0].setup.opened.subject, mine)), None)
        if group is None:
            groups.append([job])
        else:
            group.append(job)
    twice = [_twins(group) for group in groups if len(group) > 1]
    if twice:
        raise RegisterError(path, twice)


def _twins(group: Sequence[Job]) -> str:
    s, where = group[-1].setup.subject, " and ".join(job.position for job in group)
    return f"positions {where}: {s.model} № {s.serial} ({s.maker}) stands at each; give each instrument one position"


def _refuse_crowd(file: BenchFile, count: int, path: Path) -> None:
    places = file.positions.count if file.positions is not None else 1
    if count > places:
        raise RegisterError(path, [f"{count} subjects, but the bench has {places} position(s); see [positions]"])
