"""Performs runs: on a bench, from a form, again after an interruption."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from console.cli.progress import Progress
from console.cli.screen import both, plain, say
from drivers.bench import load_bench
from procedures.text import Text
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from records.keys import station_key
from records.store import Store
from sequencer.errors import Interrupted, Refused
from sequencer.form import FormError, FormSource, read_form
from sequencer.reading_sources import BenchSource
from sequencer.session import StoppedClock, gate, perform, preview
from services.bench_session import bench_session
from services.gate_facts import facts, identified
from services.prepare import identity_for, of_form, rebuild, with_bench
from services.resume_checks import refuse_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event
    from sequencer.form import Form
    from sequencer.session import Setup
    from services.bench_session import Session
    from services.prepare import Job

FROM_FORM = Text(
    "该次检定按记录表判定，不能在台架上继续；请用 run --readings 重新判定",
    "this run was decided from a form and cannot go on at a bench; decide the form again with run --readings",
)


def start(job: Job, url: str) -> str:
    """Run a verification on its bench; returns the run id.

    Raises:
        Refused, InstrumentError: Nothing was measured and nothing written.
        Interrupted: The run stopped and can be resumed.
    """
    known = facts(url)
    gate(job.setup, MemoryJournal(), known)
    key, run = station_key(), new_run_id(utc_now())
    path = Path(job.setup.opened["bench"]["file"])
    with bench_session(job.bench, path, {job.position: job.nameplate}, seed=job.seed) as session:
        setup = gate(with_bench(job.setup, session.bench), MemoryJournal(), identified(known, session.bench))
        introduce(setup, run)
        _perform(setup, Journal(Store(url), run, key), session, [])
    return run


def resume(name: str, url: str, bench_file: Path | None = None) -> str:
    """Go on with an interrupted run; returns its id.

    Raises:
        Refused: The journal is broken, or what the run depends on has changed meanwhile.
        Interrupted: It stopped again.
    """
    store = Store(url)
    run = store.find(name)
    past = store.events(run)
    opened = past[0].body
    if opened["source"] == "form":
        raise Refused([FROM_FORM])
    path = bench_file or Path(opened["bench"]["file"])
    if not path.is_file():
        raise Refused(
            [Text(f"台架文件 {path} 不存在", f"the bench file {path} is not there; --bench says where it is now")]
        )
    file = load_bench(path)
    setup = rebuild(past)
    refuse_changes(store, past, path, setup.procedure)
    if any(e.kind == "closed" for e in past):
        return run
    elapsed = max((Decimal(e.body["elapsed"]) for e in past if "elapsed" in e.body), default=Decimal(0))
    seed, nameplate, place = int(opened["seed"]), opened["nameplate"], opened.get("position", "1")
    key = station_key()
    with bench_session(file, path, {place: nameplate}, seed=seed, start=elapsed) as session:
        gate(setup, MemoryJournal(), identified(facts(url), session.bench))
        journal = Journal(store, run, key, past)
        session.bench.make_safe()
        journal.append("resumed", {"operator": opened["people"]["operator"]["id"], "reason": ""})
        introduce(setup, run)
        _perform(setup, journal, session, past)
    return run


def decide_form(job: Job, path: Path, url: str) -> str:
    """Decide a filled-in form; returns the run id.

    The form is gone through once in memory, so that every problem is found before anything is written.

    Raises:
        FormError: With every problem.
    """
    form = read_form(path)
    problems = form.identity.differences(identity_for(job.setup, form.identity.number))
    if problems:
        raise FormError(path, problems)
    setup, rows = gate(of_form(job.setup, form, path), MemoryJournal(), facts(url)), form.rows
    foreseen = preview(setup, MemoryJournal())
    planned = [q.address for q in foreseen.questions]
    trial = FormSource(path, rows, planned, collect=True)
    perform(setup, MemoryJournal(), trial, StoppedClock())
    problems = list(dict.fromkeys(trial.problems)) + trial.unknown()
    if problems:
        raise FormError(path, problems)
    store = Store(url)
    decided = _decided(store, form)
    if decided:
        raise FormError(path, decided)
    run = new_run_id(utc_now())
    introduce(setup, run)
    progress = Progress(foreseen.conclusions)
    answers = FormSource(path, rows, planned)
    perform(
        setup,
        Journal(store, run, station_key()),
        answers,
        StoppedClock(),
        listener=progress,
        unread=answers.unread,
    )
    return run


def _decided(store: Store, form: Form) -> list[str]:
    """A form decides once: which run it decided already."""
    number = form.identity.number
    runs = [line.run for line in store.runs() if line.opened.body.get("form", {}).get("number") == number]
    return [f"form {number} was decided already, as run {run}; write a new form for a new verification" for run in runs]


def _perform(setup: Setup, journal: Journal, session: Session, past: Sequence[Event]) -> None:
    bench, place = session.bench, setup.opened.get("position", "1")
    answers = BenchSource(bench.at(place), bench.clock, session.operator, session.pulse.inside)
    total = preview(setup, MemoryJournal()).conclusions
    done = len([e for e in past if e.kind == "conclusion"])
    try:
        perform(
            setup,
            journal,
            answers,
            bench.clock,
            past=past,
            make_safe=bench.make_safe,
            listener=Progress(total, done),
            traffic=session.taps[place].take,
        )
    except Interrupted as stop:
        raise Interrupted(stop.reason, journal.run) from stop
    finally:
        journal.close()


def introduce(setup: Setup, run: str) -> None:
    """Say what is about to be run."""
    o = setup.opened
    title = setup.procedure.regulation.title
    say(f"[bold]{o['regulation']['id']}[/] {both(title.to_dict())}")
    say(
        f"  {plain(setup.subject.name)} {plain(setup.subject.model)} № {plain(setup.subject.serial)}，run [bold]{run}[/]"
    )
    if o["simulated"]:
        say("  [bold yellow]模拟运行 · simulated, not valid[/]")
