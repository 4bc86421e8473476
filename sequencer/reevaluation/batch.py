"""Re-evaluates a batch of stored runs with a corrected certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from metrology.decision import Outcome
from records.entries import ItemResult, Opened, Verdict, opened
from records.event import Event
from records.integrity import verify
from records.journal import MemoryJournal
from records.scan import scan
from sequencer.errors import Differs, EntryRefused
from sequencer.reevaluation.decided import Decided, concluded_again, refusals, stored, void
from sequencer.reevaluation.kind import kind_of
from sequencer.reevaluation.result import Changed, Reevaluation
from sequencer.session import Setup, replay

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from procedures.text import Text
    from records.store import Store
    from sequencer.reevaluation.certificate_change import CertificateChange

Rebuild: TypeAlias = Callable[[Opened], Setup]
"""Makes the set-up of a stored run from its first entry."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What runs of one kind share.

    Attributes:
        setup: The set-up of one of them.
        reasons: Why they are void; empty where they are not.
    """

    setup: Setup
    reasons: tuple[Text, ...]


class Batch:
    """Some runs of a store, to be decided again.

    Args:
        store: Where the runs are.
        change: The certificate as it should have been.
        rebuild: Makes the set-up of a run.
        keys: Public keys trusted here.
    """

    def __init__(self, store: Store, change: CertificateChange, rebuild: Rebuild, keys: Mapping[str, bytes]) -> None:
        self._store, self._change, self._rebuild, self._keys = store, change, rebuild, keys
        self._found = Reevaluation()
        self._opened: dict[str, Opened] = {}
        self._kinds: dict[str, _Kind] = {}

    def decide(self, runs: Sequence[str]) -> Reevaluation:
        """Decide runs again that relied on the certificate and may be decided otherwise.

        Each goes over its journal as in a replay, after the journal was audited and gave its old verdict once more. A
        run that its start gates would have refused is void.

        Args:
            runs: The runs.

        Raises:
            StoreError: The store cannot be read.
        """
        found, known = self._found, {}
        lost = set(runs)
        for run, first in scan(self._store, Opened, found.damaged, runs=runs):
            lost.remove(run)
            self._opened[run], known[run] = first, self._kind(first)
        for run in lost:
            found.damaged(run, 0)
        self._void({run: kind for run, kind in known.items() if kind.reasons})
        for run in sorted(run for run, kind in known.items() if not kind.reasons):
            self._again(run)
        found.changed = sorted((c for c in found.changed if c.run not in found.unreliable), key=lambda c: c.run)
        return found

    def _kind(self, first: Opened) -> _Kind:
        """What the start gates of a run depend on is known beforehand, and the same for many runs."""
        key = kind_of(first)
        if key not in self._kinds:
            setup = self._rebuild(first)
            self._kinds[key] = _Kind(setup, refusals(setup, self._change))
        return self._kinds[key]

    def _void(self, refused: Mapping[str, _Kind]) -> None:
        if not refused:
            return
        runs = sorted(refused)
        items: dict[str, dict[str, Outcome]] = {run: {} for run in runs}
        for run, item in scan(self._store, ItemResult, self._found.damaged, runs=runs):
            items[run][item.key] = Outcome(item.outcome)
        for run, verdict in scan(self._store, Verdict, self._found.damaged, runs=runs):
            old, kind = Decided(Outcome(verdict.outcome), items[run]), refused[run]
            self._compare(run, old, void(kind.setup, items[run], self._change, kind.reasons))

    def _again(self, run: str) -> None:
        self._found.replayed += 1
        rows, seals = self._store.snapshot(run)
        broken = verify(rows, seals, self._keys)
        if broken:
            self._found.unreliable[run] = str(broken)
            return
        events = [Event(**row) for row in rows]
        setup = self._rebuild(opened(events))
        try:
            replay(setup, MemoryJournal(), events)
            self._compare(run, stored(events), concluded_again(setup, events, self._change))
        except (Differs, EntryRefused) as error:
            self._found.unreliable[run] = str(error)

    def _compare(self, run: str, old: Decided, new: Decided) -> None:
        if old.outcome is not new.outcome or old.results != new.results:
            self._found.changed.append(Changed(run, self._opened[run], old, new))
