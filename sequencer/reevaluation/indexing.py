"""Keeps the conclusion index of a store up to date: when a run closes, and before a re-evaluation."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from records.entries import Closed, Conclusion, Opened, of_kind, read
from records.errors import Damaged
from records.projection import projection_file
from records.scan import holding
from sequencer.reevaluation.conclusion_index import ConclusionIndex
from sequencer.reevaluation.kind import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from records.store import Store

SUFFIX = ".conclusions"
MANY = 200
"""Runs indexed in one transaction."""


@contextmanager
def index_of(store: Store) -> Iterator[ConclusionIndex]:
    """The index of a store: beside its file, or in the user's cache for a server; in memory where that fails."""
    index = _opened(projection_file(store, SUFFIX))
    try:
        yield index
    finally:
        index.close()


def bring_up_to_date(index: ConclusionIndex, store: Store, damaged: Callable[[str, object], None]) -> None:
    """Index every finished run that is not indexed yet.

    Args:
        index: The index.
        store: Its store.
        damaged: Told of every run that is not what was written; it is not indexed.

    Raises:
        StoreError: The store cannot be read.
    """
    missing = sorted(holding(store, Closed.entry_kind, damaged) - index.runs())
    for start in range(0, len(missing), MANY):
        _index(index, store, missing[start : start + MANY], damaged)


def note_closed(store: Store, run: str) -> None:
    """Index a run that has just closed; what hinders that is left to the next re-evaluation.

    Raises:
        StoreError: The store cannot be read.
    """
    try:
        with index_of(store) as index:
            _index(index, store, [run], lambda _run, _seq: None)
    except sqlite3.Error:
        return  # the index is a projection: a run that it lacks is found and added


def _index(index: ConclusionIndex, store: Store, runs: list[str], damaged: Callable[[str, object], None]) -> None:
    found = []
    for run in runs:
        try:
            events = store.events(run)
        except Damaged as error:
            damaged(run, error.seq)
            continue
        if events[0].kind != Opened.entry_kind:
            damaged(run, 0)
            continue
        opened = read(events[0], Opened)
        found.append((run, kind_of(opened), opened, [(e.address, c) for e, c in of_kind(events, Conclusion)]))
    index.add(found)


def _opened(path: str) -> ConclusionIndex:
    try:
        return ConclusionIndex(path)
    except sqlite3.Error:
        return ConclusionIndex(":memory:")
