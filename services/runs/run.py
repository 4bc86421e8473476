"""Performs a verification on a bench."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from metrology.text import Text
from records.admission import admit
from records.entries import Conclusion, of_kind
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from sequencer.errors import Interrupted, Refused
from sequencer.operator import AttendedInstrument
from sequencer.reading_sources import BenchSource
from sequencer.session import gate, perform, preview
from services.accounts.measuring import refuse_to_measure
from services.events import EntryWritten, Events, RunStarted, tell
from services.laboratory.gate_facts import expecting, facts, identified
from services.laboratory.prepare import with_bench
from services.register.write_back import write_back
from services.runs.bench_session import bench_session
from services.runs.closing import after_closing
from services.runs.earlier_runs import refuse_misplaced, with_earlier_runs
from services.runs.running import performing
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from records.event import Event
    from sequencer.operator import Operator
    from sequencer.session import Setup
    from services.laboratory.prepare import Job
    from services.runs.bench_session import Session
    from services.runs.run_control import RunControl

NOBODY = Text("该检定装置需要操作人员，但没有人可以回答", "the bench needs an operator, but nobody is there to answer")


def run(job: Job, url: str, events: Events, operator: Operator | None = None, control: RunControl | None = None) -> str:
    """Run a verification on its bench; returns the run id.

    Args:
        job: What is verified, on which bench.
        url: The store.
        events: Where progress is published.
        operator: The person at the bench; asked only if the bench needs one.
        control: Lets a person pause and stop the run from another thread.

    Raises:
        NotAllowed: The store has accounts, and no role of the verifier allows it.
        Refused, InstrumentError: Nothing was measured and nothing written.
        Interrupted: The run stopped and can be resumed.
    """
    refuse_to_measure(url, job.setup.opened.people.operator.id)
    refuse_misplaced([job.setup], url)
    known = expecting(facts(url), job.bench, [job.position])
    tell(job.notices, events)
    gate(job.setup, MemoryJournal(), known)
    key, name = signer(Path(job.setup.opened.bench.file)), new_run_id(utc_now())
    admit(url, key)
    path, units = Path(job.setup.opened.bench.file), {job.position: job.nameplate}
    with (
        performing(name, url),
        bench_session(job.bench, path, units, seed=job.seed, events=events, store=url, control=control) as session,
    ):
        setup = gate(with_bench(job.setup, session.bench), MemoryJournal(), identified(known, session.bench))
        store = open_store(url, path, key)
        setup = with_earlier_runs(setup, store)
        journal = Journal(store, name, key, at_end=write_back(setup.opened, name))
        perform_on_bench(setup, journal, session, events, operator)
    after_closing(url, key, [name], events)
    return name


def perform_on_bench(
    setup: Setup,
    journal: Journal,
    session: Session,
    events: Events,
    operator: Operator | None,
    past: Sequence[Event] = (),
) -> None:
    """Perform or resume a run on an open bench and close its journal.

    Raises:
        Interrupted: The run stopped; the exception names it.
    """
    bench, place = session.bench, setup.opened.place
    attended = attending(setup, session, operator)
    answers = BenchSource(bench.at(place), bench.clock, attended, session)
    done = len(of_kind(past, Conclusion))
    events.publish(started(setup, journal.run, done=done))
    try:
        with session.control.safe_in_time(session.make_safe) as make_safe:
            perform(
                setup,
                journal,
                answers,
                bench.clock,
                past=past,
                make_safe=make_safe,
                listener=written(journal.run, events),
                traffic=session.taps[place].take,
                holding=session.control,
            )
    except Interrupted as stop:
        raise Interrupted(stop.reason, journal.run) from stop
    finally:
        journal.close()
        if attended is not None:
            attended.make_safe()


def attending(
    setup: Setup, session: Session, operator: Operator | None, own: Collection[str] = ()
) -> AttendedInstrument | None:
    """The person at the bench as a run addresses them; None if the bench needs nobody.

    Raises:
        Refused: The bench needs a person and there is none.
    """
    if not session.needs_operator:
        return None
    if operator is None:
        raise Refused([NOBODY])
    return AttendedInstrument(operator, setup.opened.position, setup.subject.serial, own)


def started(setup: Setup, run: str, *, done: int = 0, position: str = "") -> RunStarted:
    """The event that announces a run."""
    total = preview(setup, MemoryJournal(), alike=True).conclusions
    return RunStarted(run, setup.procedure.regulation.title, setup.opened, total, done, position)


def written(run: str, events: Events, position: str = "") -> Callable[[Event], None]:
    """A listener that publishes every entry of a run."""
    return lambda entry: events.publish(EntryWritten(run, entry, position))
