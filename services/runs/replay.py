"""Recomputes a stored run from its journal."""

from __future__ import annotations

from typing import Any

from records.entries import opened
from records.errors import StoreError
from records.journal import MemoryJournal
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Differs
from sequencer.session import replay
from services.laboratory.prepare import rebuild


def replay_run(name: str, url: str) -> dict[str, Any]:
    """Replay one run: its id, whether it is identical, its outcome, and the first difference."""
    store = Store(url, read_only=True)
    run = store.find(name)
    try:
        events = read_verified(store, run)
        kind = opened(events).kind
        outcome, difference = str(replay(rebuild(opened(events)), MemoryJournal(run), events)), ""
    except (StoreError, Differs) as error:
        kind, outcome, difference = "", "", str(error)
    return {"run": run, "identical": not difference, "kind": kind, "outcome": outcome, "difference": difference}
