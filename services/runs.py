"""Lists stored runs and summarises one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from records.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records.event import Event
    from records.store import RunLine


def amended(lines: Iterable[RunLine]) -> dict[str, str]:
    """Runs that were amended, each with the run that amends it."""
    cited = {line.run: line.opened.body.get("amends") for line in lines}
    return {str(amends["run"]): run for run, amends in cited.items() if amends}


def run_rows(url: str) -> list[dict[str, Any]]:
    """Every run of a store, oldest first."""
    lines = Store(url).runs()
    later = amended(lines)
    return [
        {
            "run": line.run,
            "regulation": line.opened.body["regulation"]["id"],
            "subject": line.opened.body["subject"]["name"]["zh"],
            "serial": line.opened.body["subject"]["serial"],
            "date": line.opened.body["date"],
            "outcome": line.outcome or "interrupted",
            "simulated": line.opened.body["simulated"],
            "entries": line.entries,
            "amends": line.opened.body.get("amends", {}).get("run", ""),
            "amended_by": later.get(line.run, ""),
        }
        for line in lines
    ]


def summary(events: Sequence[Event]) -> dict[str, Any]:
    """A run in short: what, which verdict, outcome of every item."""
    opened = events[0].body
    verdict = next((e.body for e in reversed(events) if e.kind == "verdict"), None)
    return {
        "run": events[0].run,
        "regulation": opened["regulation"]["id"],
        "stage": opened["stage"],
        "date": opened["date"],
        "subject": {
            "name": opened["subject"]["name"],
            "model": opened["subject"]["model"],
            "serial": opened["subject"]["serial"],
        },
        "simulated": opened["simulated"],
        "overrides": [o["statement"] for o in opened.get("overrides", ()) if "statement" in o],
        "outcome": verdict["outcome"] if verdict else "interrupted",
        "verdict": verdict,
        "items": [e.body for e in events if e.kind == "item"],
        "omitted": [i for e in events if e.kind == "plan" for i in e.body["items"] if not i["applicable"]],
        "entries": len(events),
    }


def run_details(name: str, url: str) -> tuple[dict[str, Any], list[Event]]:
    """The summary of one run with its conclusions, observations and amendments, and its entries."""
    store = Store(url)
    events = store.events(store.find(name))
    document = summary(events)
    document["amends"] = events[0].body.get("amends")
    document["amended_by"] = amended(store.runs()).get(events[0].run, "")
    document["conclusions"] = [{"address": e.address, **e.body} for e in events if e.kind == "conclusion"]
    document["observations"] = [
        {"address": e.address, **e.body} for e in events if e.kind in {"observation", "finding"}
    ]
    return document, events
