"""Re-evaluates all stored runs that relied on a certificate, in a pool of processes."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeAlias

from records.scan import elsewhere, holding
from records.store import Store
from sequencer.reevaluation.batch import Batch
from sequencer.reevaluation.result import Reevaluation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from sequencer.reevaluation.batch import Rebuild
    from sequencer.reevaluation.certificate_change import CertificateChange

MANY = 250
"""Runs decided at a time: few enough to share the work evenly and for the memory of every process."""
Part: TypeAlias = tuple[list[str], set[str]]
"""Some runs, and those of them that came to their end."""


def reevaluate(
    store: Store,
    change: CertificateChange,
    rebuild: Rebuild,
    keys: Mapping[str, bytes],
    *,
    processes: int | None = None,
) -> Reevaluation:
    """Decide again all finished runs that relied on a certificate.

    Args:
        store: Where the runs are.
        change: The certificate as it should have been.
        rebuild: Makes the set-up of a run; a function that other processes can import.
        keys: Public keys trusted here.
        processes: How many processes share the work; by default, one for each processor. The runs are decided by the
            same code in one process or in many.

    Raises:
        StoreError: The store cannot be read.
    """
    found = Reevaluation()
    finished = holding(store, "closed", found.damaged) - found.unreliable.keys()
    for part in _decided(store, list(_parts(store.names(), finished)), _Task(change, rebuild, keys), processes):
        found.add(part)
    return found


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done with some runs, in this process or in another."""

    change: CertificateChange
    rebuild: Rebuild
    keys: Mapping[str, bytes]

    def decide(self, store: Store, part: Part) -> Reevaluation:
        return Batch(store, self.change, self.rebuild, self.keys).decide(*part)

    def opening(self, url: str, part: Part) -> Reevaluation:
        store = Store(url)
        try:
            return self.decide(store, part)
        finally:
            store.close()


def _parts(runs: list[str], finished: set[str]) -> Iterator[Part]:
    for start in range(0, len(runs), MANY):
        some = runs[start : start + MANY]
        yield some, finished.intersection(some)


def _decided(store: Store, parts: list[Part], task: _Task, processes: int | None) -> Iterator[Reevaluation]:
    helpers = min(processes or os.cpu_count() or 1, len(parts)) - 1
    if helpers < 1 or not elsewhere(store):
        yield from (task.decide(store, part) for part in parts)
        return
    # Not forked: threads and connections of this process are no business of another.
    pool = ProcessPoolExecutor(helpers, get_context("spawn"), _leave_interrupts)
    try:
        given = [pool.submit(task.opening, store.given, part) for part in parts]
        own = _taken_back(store, parts, task, given)
        for place, future in enumerate(given):
            yield own[place] if place in own else future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _taken_back(
    store: Store, parts: list[Part], task: _Task, given: list[Future[Reevaluation]]
) -> dict[int, Reevaluation]:
    """What this process decides itself, from the end, until it meets the others."""
    return {place: task.decide(store, parts[place]) for place in reversed(range(len(parts))) if given[place].cancel()}


def _leave_interrupts() -> None:
    """Ctrl-C is this process's own: it tells the others to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
