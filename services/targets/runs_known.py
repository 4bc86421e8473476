"""Finished runs, as they were known at a time: without those that were amended by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from records.entries import Opened, read
from records.errors import Damaged
from records.run_ends import newest_entries
from records.run_index import amending

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records.store_rows import RunLine
    from services.targets.sources import Sources


class Known(NamedTuple):
    """A finished run: its line, its first entry."""

    line: RunLine
    opened: Opened


def finished(s: Sources, runs: Iterable[str]) -> list[Known]:
    """Those of some runs that were closed by the time and are dated up to the day, oldest first.

    Args:
        s: Day and time.
        runs: The runs.
    """
    found = s.store.lines(sorted(runs)).values()
    lines = [line for line in found if not isinstance(line, Damaged) and line.closed]
    ended = _ended(s, [line.run for line in lines])
    known = [Known(line, read(line.opened, Opened)) for line in lines if line.run in ended]
    amended = {k.opened.amends[-1].run for k in known if k.opened.amends}
    kept = [k for k in known if k.line.run not in amended and k.opened.judges is None and k.opened.day <= s.on]
    return sorted(kept, key=lambda k: (k.opened.day, k.line.run))


def amended_by(s: Sources, runs: Sequence[str]) -> set[str]:
    """Those of some runs that were amended by the time."""
    found = amending(s.store, runs)
    ended = _ended(s, sorted(set(found.values())))
    return {run for run, by in found.items() if by in ended}


def _ended(s: Sources, closed: Sequence[str]) -> set[str]:
    """Those of some closed runs that were closed by the time: the newest entry of a closed run closes it."""
    if not s.at:
        return set(closed)
    return {run for run, time in newest_entries(s.store, closed).items() if s.knew(time)}
