"""`steelyard amend`: a new run that corrects one entry of an old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from records.admission import admit
from records.entries import opened
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from records.run_index import amending
from records.store import Store
from records.verification import read_verified
from sequencer.amending import AmendedSource, Amendment, amendable
from sequencer.errors import Interrupted, NotAmendable
from sequencer.session import perform
from services.code_identity.code_manifest import manifest, release, released
from services.laboratory.laboratory_register import register_of
from services.laboratory.prepare import rebuild
from services.register.write_back import write_back
from services.runs.amenders import EVIDENCE, checker_of, corrector, required, signing
from services.runs.closing import after_closing
from services.runs.run import started, written
from services.runs.running import performing
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from records.entries import Opened
    from records.event import Event
    from records.register import Register
    from sequencer.session import Setup
    from services.events import Events


def amend(
    name: str,
    url: str,
    events: Events,
    *,
    address: str,
    text: str,
    why: str,
    operator: str,
    evidence: str,
    checked_by: str,
    bench: Path | None,
) -> str:
    """Correct an entry that a person made; returns the id of the new run.

    Who corrects it is authorised for the item today; another person who may review has held the correction against the
    evidence.

    The corrected run is gone through once in memory, so that nothing is written if it cannot be decided.

    Raises:
        NotIntact: The journal of the old run, or the store's ledger, is broken.
        NotAmendable: The entry cannot be corrected, was already, the correction is nothing the display could show, or
            the persons may not correct and check it.
        RecordsError: The run or the person is not known.
    """
    store = Store(url, read_only=True)
    run = store.find(name)
    key = signer(bench or Path(opened(read_verified(store, run)).bench.file))
    admit(url, key)
    with performing(run, url):  # two people do not correct one run at once
        old_entries = read_verified(store, run)
        before = opened(old_entries)
        if before.judges is not None:
            raise NotAmendable(f"run {run} is a judgement; amend {before.judges.run} and judge it again")
        later = amending(store, [run]).get(run)
        if later:
            raise NotAmendable(f"run {run} was amended by {later}; amend that run")
        old = amendable(old_entries, address, text)
        register = register_of(bench or Path(before.bench.file))
        who = corrector(register, operator, before.regulation, address.partition("/")[0])
        checker = checker_of(register, checked_by, operator)
        when = utc_now().isoformat(timespec="microseconds")
        said = (required(why, "--reason", "why the entry is wrong"), required(evidence, "--evidence", EVIDENCE))
        amendment = Amendment(address, text, who, when, *said, checker)
        setup = _setup(before, amendment, old, register)
        trial = AmendedSource(old_entries, amendment)
        try:
            perform(setup, MemoryJournal(), trial, trial.clock, unread=trial.unread)
        except Interrupted as error:
            raise NotAmendable(str(error)) from error
        run_of = new_run_id(utc_now())
        journal = Journal(open_store(url, bench, key), run_of, key, at_end=write_back(setup.opened, run_of))
        new = _write(journal, setup, old_entries, amendment, events)
    after_closing(url, key, [new], events)
    return new


def _setup(before: Opened, amendment: Amendment, old: Event, register: Register) -> Setup:
    return rebuild(before).stating(
        amends=(*before.amends, amendment.cites(old)),
        people=signing(before.people, amendment, register),
        code=structs.replace(before.code, version=release(), manifest=manifest(), released=released()),
    )


def _write(journal: Journal, setup: Setup, past: list[Event], amendment: Amendment, events: Events) -> str:
    answers = AmendedSource(past, amendment)
    events.publish(started(setup, journal.run))
    try:
        perform(setup, journal, answers, answers.clock, listener=written(journal.run, events), unread=answers.unread)
    finally:
        journal.close()
    return journal.run
