"""Lists stored runs and summarises one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from metrology.text import NO_TEXT
from records.entries import Opened, Plan, of_kind, opened, read
from records.errors import NotIntact
from records.instrument_index import runs_of
from records.run_index import amending
from records.run_list import list_runs
from records.store import Store
from records.verification import read_verified
from services.entry_documents import (
    conclusion_documents,
    item_documents,
    noted_documents,
    observation_documents,
    plan_entry_document,
    verdict_document,
)
from services.record_alerts import alerts_in
from services.resume_gates import overridden_before
from services.running import is_running

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records.event import Event
    from records.run_list import Listed
    from records.store_rows import RunLine


BELONGS = ("kind", "stage", "order", "batch", "follows")
DETAILS = ("regulation", "subject", "serial", "date", *BELONGS, "amends", "amended_by")


def amended(lines: Iterable[RunLine]) -> dict[str, str]:
    """Runs that were amended, each with the run that amends it; an amendment that was cut short amends nothing."""
    cited = {line.run: read(line.opened, Opened).amends for line in lines if line.closed}
    return {amends[-1].run: run for run, amends in cited.items() if amends}


def _unfinished(run: str, url: str) -> str:
    return "running" if is_running(run, url) else "interrupted"


def run_rows(url: str, *, order: str = "", batch: str = "") -> list[dict[str, Any]]:
    """Every run of a store, oldest first, also those that its ledger states and that are missing.

    Args:
        url: The store.
        order: Only those of an order.
        batch: Only those of a batch.

    Raises:
        RecordsError: The store cannot be read, or its ledger is not what was written.
    """
    found = list_runs(Store(url, read_only=True))
    later = amended(r.line for r in found if r.line is not None)
    rows = [row_of(r, later, url) for r in found]
    return [row for row in rows if order in {"", row["order"]} and batch in {"", row["batch"]}]


def row_of(listed: Listed, later: Mapping[str, str], url: str) -> dict[str, Any]:
    """A run as a list shows it; `later` gives for each run that was amended the one that amends it."""
    line, problem = listed.line, listed.problem._asdict() if listed.problem is not None else None
    known = {"number": listed.number, "run": listed.run, "problem": problem}
    if line is None:
        return {
            **dict.fromkeys(DETAILS, ""),
            "subject": NO_TEXT.to_dict(),
            **known,
            "outcome": "missing",
            "simulated": False,
            "draft": False,
            "entries": 0,
        }
    began = read(line.opened, Opened)
    return {
        **known,
        "regulation": began.regulation.id,
        "subject": began.subject.name.to_dict(),
        "serial": began.subject.serial,
        **{key: getattr(began, key) for key in ("date", *BELONGS)},
        "outcome": line.outcome or _unfinished(line.run, url),
        "simulated": began.simulated,
        "draft": began.regulation.draft,
        "entries": line.entries,
        "amends": began.amends[-1].run if began.amends else "",
        "amended_by": later.get(line.run, ""),
    }


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
        "outcome": verdict["outcome"] if verdict else _unfinished(events[0].run, url),
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
