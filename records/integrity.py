"""Is a stored run what was written? Finds the first entry that is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.event import GENESIS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that is not as it was written."""

    run: str
    seq: int
    problem: str

    def __str__(self) -> str:
        return f"run {self.run}, entry {self.seq}: {self.problem}"


def verify(events: Sequence[Event]) -> Break | None:
    """Check numbering, chain and content of one run.

    Returns:
        The first broken entry, or None when the run is intact. A run that is still open is intact as far as it goes;
        one that is closed must have as many entries as its last one says.
    """
    if not events:
        return Break("", 0, "there are no entries")
    prev = GENESIS
    for seq, e in enumerate(events):
        problem = _problem(e, seq, prev)
        if problem:
            return Break(e.run, e.seq, problem)
        prev = e.hash
    last = events[-1]
    for e in events:
        if e.kind == "closed" and (e is not last or int(e.body["entries"]) != len(events)):
            return Break(e.run, e.seq, "the run was closed here, but entries follow or are missing")
    return None


def _problem(e: Event, seq: int, prev: str) -> str:
    if e.seq != seq:
        return f"entry {seq} is missing"
    if (seq == 0) != (e.kind == "opened"):
        return "a run begins with the entry `opened`, once"
    if e.prev != prev:
        return "it does not follow the entry before (previous hash differs)"
    if e.hash != e.sealed():
        return "its content was changed (hash differs)"
    return ""
