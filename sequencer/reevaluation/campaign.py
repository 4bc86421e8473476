"""Re-evaluates all stored runs that relied on a certificate, in a pool of processes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.scan import elsewhere
from records.store import Store
from sequencer.processes import processes as pool_of
from sequencer.reevaluation.batch import Batch
from sequencer.reevaluation.candidates import candidates
from sequencer.reevaluation.indexing import bring_up_to_date, index_of
from sequencer.reevaluation.result import Reevaluation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from sequencer.reevaluation.batch import Rebuild
    from sequencer.reevaluation.certificate_change import CertificateChange

MANY = 250
"""Runs decided at a time: few enough to share the work evenly and for the memory of every process."""


def reevaluate(
    store: Store,
    change: CertificateChange,
    rebuild: Rebuild,
    keys: Mapping[str, bytes],
    *,
    processes: int | None = None,
) -> Reevaluation:
    """Re-evaluate all finished runs that relied on a certificate.

    The conclusion index names the runs that may be decided otherwise; exactly those are replayed.

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
    with index_of(store) as index:
        bring_up_to_date(index, store, found.damaged)
        runs = candidates(store, index, change, rebuild)
    affected = sorted(runs.affected)
    parts = [affected[start : start + MANY] for start in range(0, len(affected), MANY)]
    for part in _decided(store, parts, _Task(change, rebuild, keys), processes):
        found.add(part)
    found.unchanged = len(runs.concerned - found.unreliable.keys()) - len(found.changed)
    return found


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done with some runs, in this process or in another."""

    change: CertificateChange
    rebuild: Rebuild
    keys: Mapping[str, bytes]

    def decide(self, store: Store, part: list[str]) -> Reevaluation:
        return Batch(store, self.change, self.rebuild, self.keys).decide(part)

    def opening(self, url: str, part: list[str]) -> Reevaluation:
        store = Store(url)
        try:
            return self.decide(store, part)
        finally:
            store.close()


def _decided(store: Store, parts: list[list[str]], task: _Task, processes: int | None) -> Iterator[Reevaluation]:
    helpers = min(processes or os.cpu_count() or 1, len(parts)) - 1
    if helpers < 1 or not elsewhere(store):
        yield from (task.decide(store, part) for part in parts)
        return
    with pool_of(helpers) as pool:
        given = [pool.submit(task.opening, store.given, part) for part in parts]
        own = _taken_back(store, parts, task, given)
        for place, future in enumerate(given):
            yield own[place] if place in own else future.result()


def _taken_back(
    store: Store, parts: list[list[str]], task: _Task, given: list[Future[Reevaluation]]
) -> dict[int, Reevaluation]:
    """What this process decides itself, from the end, until it meets the others."""
    return {place: task.decide(store, parts[place]) for place in reversed(range(len(parts))) if given[place].cancel()}
