"""Summarises one stored run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from metrology.text import NO_TEXT
from records.entries import Opened, Plan, of_kind, opened, read
from records.errors import NotIntact
from records.instrument_index import runs_of
from records.run_index import amending
from records.store import Store
from records.verification import read_verified
from services.laboratory.entry_documents import (
    conclusion_documents,
    item_documents,
    noted_documents,
    observation_documents,
    plan_entry_document,
    verdict_document,
)
from services.runs.listed import BELONGS, unfinished
from services.runs.resume_gates import overridden_before
from services.suspicious_data.record_alerts import alerts_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event


def summary(events: Sequence[Event], url: str) -> dict[str, Any]:
    """A run in short: what, which verdict, outcome of every item; `url` is its store."""
    began = opened(events)
    verdict = verdict_document(events)
    plans = [plan_entry_document(p) for _, p in of_kind(events, Plan)]
    return {
        "run": events[0].run,
        "regulation": began.regulation.id,
        "date": began.date,
        **{key: getattr(began, key) for key in BELONGS},
        "earlier": to_builtins(began.earlier),
        "subject": {
            "name": began.subject.name.to_dict(),
            "model": began.subject.model,
            "serial": began.subject.serial,
        },
        "simulated": began.simulated,
        "draft": began.regulation.draft,
        "overrides": [o.statement.to_dict() for o in overridden_before(events) if o.statement != NO_TEXT],
        "outcome": verdict["outcome"] if verdict else unfinished(events[0].run, url),
        "verdict": verdict,
        "items": item_documents(events),
        "omitted": [i for plan in plans for i in plan["items"] if not i["applicable"]],
        "entries": len(events),
    }


def run_details(name: str, url: str, *, unverified: bool = False) -> dict[str, Any]:
    """The summary of one run with its conclusions, observations and amendments.

    Args:
        name: The run.
        url: The store.
        unverified: Read it also where seals or ledger are broken; `problems` of the summary then says what.

    Raises:
        NotIntact: They are, and `unverified` is not set.
    """
    store, problems = Store(url, read_only=True), list[str]()
    run = store.find(name)
    try:
        events = read_verified(store, run)
    except NotIntact as error:
        if not unverified:
            raise
        events, problems = store.events(run), error.problems
    document = summary(events, url) | {"problems": problems}
    began = opened(events)
    document["amends"] = to_builtins(began.amends)
    document["amended_by"] = amending(store, [run]).get(run, "")
    document["followed_by"] = [o.run for o in runs_of(store, began.subject) if read(o.opened, Opened).follows == run]
    document["conclusions"] = conclusion_documents(events)
    document["observations"] = observation_documents(events)
    document |= noted_documents(events)
    document["alerts"] = [alert.to_dict() for alert in alerts_in(store, events)]
    return document
