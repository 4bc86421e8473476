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
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Executor, Future

    from sequencer.reevaluation.batch import Rebuild
    from sequencer.reevaluation.certificate_change import CertificateChange

MANY = 250
"""Runs decided at a time: few enough to share the work evenly and for the memory of every process."""


class Campaign:
    """The re-evaluation of one store: what must be decided again is known, and shared out in parts.

    The conclusion index names the runs that may be decided otherwise; exactly those are replayed. The parts, and the
    code that decides one, are the same in this process, in processes beside it and on a cluster.

    Args:
        store: Where the runs are.
        change: The certificate as it should have been.
        rebuild: Makes the set-up of a run; a function that other processes can import.
        keys: Public keys trusted here.

    Attributes:
        parts: Names of runs, `MANY` at a time.

    Raises:
        StoreError: The store cannot be read.
    """

    def __init__(self, store: Store, change: CertificateChange, rebuild: Rebuild, keys: Mapping[str, bytes]) -> None:
        self.store, self.change, self._found = store, change, Reevaluation()
        self._task = _Task(change, rebuild, keys)
        with index_of(store) as index:
            bring_up_to_date(index, store, self._found.damaged)
            runs = candidates(store, index, change, rebuild)
        affected = sorted(runs.affected)
        self._concerned = runs.concerned
        self.parts = [affected[start : start + MANY] for start in range(0, len(affected), MANY)]

    def here(self, processes: int | None = None) -> Iterator[Reevaluation]:
        """What comes of each part, in this process and in processes beside it.

        Args:
            processes: How many processes share the work; by default, one for each processor.
        """
        yield from _decided(self.store, self.parts, self._task, processes)

    def handed_to(self, executor: Executor, address: str) -> list[Future[Reevaluation]]:
        """Hand every part to others.

        Args:
            executor: Runs functions elsewhere.
            address: The store, as they reach it.
        """
        return [executor.submit(self._task.opening, address, part) for part in self.parts]

    def result(self, decided: Iterable[Reevaluation]) -> Reevaluation:
        """All of it, from what came of each part in the order of `parts`."""
        found = self._found
        for part in decided:
            found.add(part)
        found.unchanged = len(self._concerned - found.unreliable.keys()) - len(found.changed)
        return found


def reevaluate(
    store: Store,
    change: CertificateChange,
    rebuild: Rebuild,
    keys: Mapping[str, bytes],
    *,
    processes: int | None = None,
) -> Reevaluation:
    """Re-evaluate all finished runs that relied on a certificate; see `Campaign`.

    Args:
        store: Where the runs are.
        change: The certificate as it should have been.
        rebuild: Makes the set-up of a run; a function that other processes can import.
        keys: Public keys trusted here.
        processes: How many processes share the work; by default, one for each processor.

    Raises:
        StoreError: The store cannot be read.
    """
    campaign = Campaign(store, change, rebuild, keys)
    return campaign.result(campaign.here(processes))


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done with some runs, in this process or in another."""

    change: CertificateChange
    rebuild: Rebuild
    keys: Mapping[str, bytes]

    def decide(self, store: Store, part: list[str]) -> Reevaluation:
        return Batch(store, self.change, self.rebuild, self.keys).decide(part)

    def opening(self, url: str, part: list[str]) -> Reevaluation:
        store = Store(url, read_only=True)
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
