"""`steelyard amend`: a new run that corrects one entry of an old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procedures.text import Text
from records.integrity import verify
from records.journal import Journal, MemoryJournal, new_run_id, utc_now
from records.keys import station_key, trusted_keys
from records.register import Register, find_folder
from records.store import Store
from sequencer.amending import AmendedSource, Amendment, amendable
from sequencer.errors import Interrupted, NotAmendable, Refused
from sequencer.session import Setup, perform
from services.code_manifest import manifest, release
from services.prepare import rebuild
from services.run import started, written
from services.runs import amended

if TYPE_CHECKING:
    from records.event import Event
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
    bench: Path | None,
) -> str:
    """Correct an entry that a person made; returns the id of the new run.

    The corrected run is gone through once in memory, so that nothing is written if it cannot be decided.

    Raises:
        Refused: The journal of the old run is broken.
        NotAmendable: The entry cannot be corrected, was already, or the correction is nothing the display could show.
        RecordsError: The run or the person is not known.
    """
    store = Store(url)
    run = store.find(name)
    broken = verify(*store.snapshot(run), trusted_keys())
    if broken:
        raise Refused([Text(f"记录已损坏：{broken}", f"the journal is broken: {broken}")])
    later = amended(store.runs()).get(run)
    if later:
        raise NotAmendable(f"run {run} was amended by {later}; amend that run")
    old_entries = store.events(run)
    old = amendable(old_entries, address, text)
    register = Register(find_folder(bench or Path(old_entries[0].body["bench"]["file"])))
    who = {"id": operator, "name": register.person(operator).name}
    amendment = Amendment(address, text, who, utc_now().isoformat(timespec="microseconds"), _said(why))
    setup = _setup(old_entries, amendment, old)
    trial = AmendedSource(old_entries, amendment)
    try:
        perform(setup, MemoryJournal(), trial, trial.clock, unread=trial.unread)
    except Interrupted as error:
        raise NotAmendable(str(error)) from error
    return _write(store, setup, old_entries, amendment, events)


def _said(why: str) -> str:
    if not why.strip():
        raise NotAmendable("an amendment needs a reason: --reason")
    return why.strip()


def _setup(events: list[Event], amendment: Amendment, old: Event) -> Setup:
    before = rebuild(events)
    code = {"version": release(), "manifest": manifest()}
    opened = {**before.opened, "amends": amendment.cites(old), "code": {**before.opened["code"], **code}}
    return Setup(before.procedure, before.subject, opened)


def _write(store: Store, setup: Setup, past: list[Event], amendment: Amendment, events: Events) -> str:
    run, answers = new_run_id(utc_now()), AmendedSource(past, amendment)
    events.publish(started(setup, run))
    journal = Journal(store, run, station_key())
    try:
        perform(setup, journal, answers, answers.clock, listener=written(run, events), unread=answers.unread)
    finally:
        journal.close()
    return run
