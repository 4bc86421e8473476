"""Replays a finished run from its own journal with a corrected certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from metrology.decision import Outcome, combine
from records.entries import Conclusion, ItemResult, Verdict, of_kind
from records.journal import MemoryJournal
from sequencer.engine import examine
from sequencer.errors import Refused
from sequencer.gates import Facts
from sequencer.journal_memory import DERIVED, JournalMemory
from sequencer.journal_sources import ArchiveSource
from sequencer.session import Setup, StoppedClock, gate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.text import Text
    from records.event import Event
    from sequencer.reevaluation.certificate_change import CertificateChange

Items: TypeAlias = Mapping[str, Outcome]
"""Outcome of every item of a run, by its key."""
Results: TypeAlias = Mapping[str, tuple[str, str]]
"""Value and U of every calibration result, by its address."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a run.

    Attributes:
        outcome: Its verdict.
        items: Outcome of every item.
        reasons: Why it is void although its conclusions stand.
        results: Calibration results with their U, by address: value and U as stated.
    """

    outcome: Outcome
    items: Items
    reasons: tuple[Text, ...] = ()
    results: Results = field(default_factory=dict)


def stored(events: Sequence[Event]) -> Decided:
    """What a finished run's journal says was decided."""
    verdict = of_kind(events, Verdict)[-1].entry
    items = {e.address: Outcome(item.outcome) for e, item in of_kind(events, ItemResult)}
    return Decided(Outcome(verdict.outcome), items, results=results_of(events))


def results_of(events: Sequence[Event]) -> Results:
    """What a calibration stated at every point."""
    found = {e.address: c.uncertainty for e, c in of_kind(events, Conclusion)}
    return {address: (u.stated, u.U) for address, u in found.items() if u is not None}


def concluded_again(setup: Setup, events: Sequence[Event], change: CertificateChange) -> Decided:
    """The same for a run that its start gates let pass."""
    renewed = setup.stating(standards=change.applied(setup.opened).standards)
    journal = MemoryJournal()
    record = JournalMemory(journal, [e for e in events if e.kind not in DERIVED])
    handle, procedure = renewed.handle(record, ArchiveSource(acts=setup.opened.commands), StoppedClock())
    examine(procedure, handle, record)
    return stored(journal.events)


def refusals(setup: Setup, change: CertificateChange) -> tuple[Text, ...]:
    """Why the run may not have started with the corrected certificate although it could with the one it had."""
    if change.withdrawn:
        return (change.withdrawal(),)
    after = _gate(setup.stating(standards=change.applied(setup.opened).standards))
    if not after:
        return ()
    before = _gate(setup)
    return tuple(r for r in after if r not in before)


def void(setup: Setup, items: Items, change: CertificateChange, reasons: tuple[Text, ...]) -> Decided:
    """A run of which nothing that was measured counts.

    What depends on no measurement (appearance, nameplate) stays as it was decided, so that an instrument rejected for
    its appearance stays rejected; the environment is void where the standard measured it.
    """
    measured = {i.key for i in setup.procedure.items() if i.measured}
    conditions = setup.procedure.conditions(setup.subject)
    if {c.role for c in conditions} & set(change.roles(setup.opened)):
        measured.add("environment")
    renewed = {key: Outcome.INVALID if key in measured else outcome for key, outcome in items.items()}
    return Decided(combine(renewed.values()), renewed, reasons)


def _gate(setup: Setup) -> list[Text]:
    """What the start gates say of the standards; that one was overridden then says nothing of a reason that is new."""
    try:
        gate(setup.stating(overrides=()), MemoryJournal(), Facts())
    except Refused as refused:
        return refused.reasons
    return []
