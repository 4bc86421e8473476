"""Finished runs of some regulations, as they were known at a time: without those that were amended by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from records.entries import Closed, Opened, of_kind, read
from records.errors import Damaged
from records.run_index import Search, found_runs
from services.refused.bad_search import BadSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records.event import Event
    from records.store_rows import RunLine
    from services.targets.sources import Sources


class Known(NamedTuple):
    """A finished run: its line, its first entry, all its entries."""

    line: RunLine
    opened: Opened
    events: Sequence[Event]


def finished(s: Sources, regulations: Iterable[str]) -> list[Known]:
    """Runs that were closed by the time and are dated up to the day, oldest first.

    Args:
        s: Day and time.
        regulations: Identities of editions, such as ``JJF 1070-2023``.
    """
    names = {run for regulation in regulations for _, run in _found(s, regulation)}
    lines = [line for line in s.store.lines(sorted(names)).values() if not isinstance(line, Damaged)]
    runs = [(line, read(line.opened, Opened), s.store.events(line.run)) for line in lines if line.closed]
    known = [Known(*run) for run in runs if _closed_by(s, run[2])]
    amended = {k.opened.amends[-1].run for k in known if k.opened.amends}
    kept = [k for k in known if k.line.run not in amended and k.opened.judges is None and k.opened.day <= s.on]
    return sorted(kept, key=lambda k: (k.opened.day, k.line.run))


def amended_by(s: Sources, runs: Sequence[str]) -> set[str]:
    """Those of some runs that were amended by the time."""
    from records.run_index import amending

    found = amending(s.store, runs)
    return {run for run, by in found.items() if _closed_by(s, s.store.events(by))}


def _found(s: Sources, regulation: str) -> list[tuple[int, str]]:
    try:
        return found_runs(s.store, Search(regulation=f'"{regulation}"'))[0]
    except BadSearch:
        return []


def _closed_by(s: Sources, events: Sequence[Event]) -> bool:
    return any(s.knew(event.time) for event, _ in of_kind(events, Closed))
