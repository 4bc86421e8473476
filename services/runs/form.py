"""Record forms: an empty one to fill in, a filled-in one as the readings of a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from records.admission import admit
from records.instrument_index import runs_of_form
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from reports.glyphs import missing_glyphs
from sequencer.form import FormError, FormSource, contradicted, empty_form, read_form
from sequencer.session import StoppedClock, gate, perform, preview
from services.accounts.measuring import refuse_to_measure
from services.laboratory.gate_facts import facts
from services.laboratory.prepare import identity_for, of_form
from services.register.write_back import write_back
from services.runs.closing import after_closing
from services.runs.earlier_runs import refuse_misplaced, with_earlier_runs
from services.runs.run import started, written
from services.runs.running import deciding, performing
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from metrology.text import Text
    from records.store import Store
    from sequencer.form import Form
    from sequencer.session import Setup
    from services.events import Events
    from services.laboratory.prepare import Job


def empty(setup: Setup) -> str:
    """A new empty form for a run, as CSV text; it carries a number and what it is made for."""
    identity = identity_for(setup, f"F{new_run_id(utc_now())}")
    return empty_form(preview(setup, MemoryJournal()).questions, identity)


def run_from_form(job: Job, path: Path, url: str, events: Events) -> str:
    """Run a verification with the readings of a filled-in form; returns the run id.

    The form is evaluated once in memory, so that every problem is found before anything is written.

    Raises:
        NotAllowed: The store has accounts, and no role of the verifier allows it.
        FormError: With every problem.
    """
    refuse_to_measure(url, job.setup.opened.people.operator.id)
    form = read_form(path)
    other = form.identity.differences(identity_for(job.setup, form.identity.number))
    if other:
        raise FormError(path, other)
    stated = of_form(job.setup, form, path)
    refuse_misplaced([stated], url)
    setup, rows = gate(stated, MemoryJournal(), facts(url)), form.rows
    planned = [q.address for q in preview(setup, MemoryJournal()).questions]
    trial = FormSource(path, rows, planned, collect=True)
    memory = MemoryJournal()
    perform(setup, memory, trial, StoppedClock())
    problems: list[str | Text] = [*dict.fromkeys(trial.problems), *trial.unknown(), *_unprintable(form)]
    problems += contradicted(trial, rows, memory.events)
    if problems:
        raise FormError(path, problems)
    key = signer(Path(job.setup.opened.bench.file))
    admit(url, key)
    store = open_store(url, Path(job.setup.opened.bench.file), key)
    run, answers = new_run_id(utc_now()), FormSource(path, rows, planned)
    with deciding(form.identity.number, url), performing(run, url):
        if decided := _decided(store, form):
            raise FormError(path, decided)
        setup = with_earlier_runs(setup, store)
        events.publish(started(setup, run))
        journal = Journal(store, run, key, at_end=write_back(setup.opened, run))
        try:
            perform(setup, journal, answers, StoppedClock(), listener=written(run, events), unread=answers.unread)
        finally:
            journal.close()
    after_closing(url, key, [run], events)
    return run


def _unprintable(form: Form) -> list[str]:
    return [
        f"line {row.line}: {address}: no document can show {missing}; write it with other characters"
        for address, row in form.rows.items()
        if (missing := missing_glyphs((row.value, row.reason)))
    ]


def _decided(store: Store, form: Form) -> list[str]:
    """A form decides once: which run it decided already. A run that was cut short has decided nothing."""
    number = form.identity.number
    return [
        f"form {number} was decided already, as run {line.run}; write a new form for a new verification"
        for line in runs_of_form(store, number)
        if line.closed
    ]
