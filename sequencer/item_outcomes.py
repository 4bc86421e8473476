"""Outcomes and pedigrees collected while a run goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from metrology.decision import Outcome, combine
from metrology.status import Status
from procedures.text import NO_TEXT

if TYPE_CHECKING:
    from metrology.status import Source
    from procedures.regulation import Item
    from procedures.text import Text


@dataclass
class ItemOutcomes:
    """What was concluded so far, by item.

    Attributes:
        outcomes: Outcomes that points of each item had.
        sources: Every pedigree that is not `verified` and that a conclusion rests on.
    """

    outcomes: dict[str, set[Outcome]] = field(default_factory=dict)
    reasons: dict[str, Text] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def add(self, item: Item, outcome: Outcome, reason: Text, source: Source | None) -> None:
        """Count one conclusion."""
        self.outcomes.setdefault(item.key, set()).add(outcome)
        if outcome is not Outcome.CONFORM and reason != NO_TEXT:
            self.reasons.setdefault(item.key, reason)
        if source is not None and source.status is not Status.VERIFIED:
            self.sources[source.clause] = source

    def outcome(self, item: Item) -> Outcome:
        """Outcome of an item; an item without a conclusion is incomplete."""
        return combine(self.outcomes.get(item.key, ()))

    def reason(self, item: Item) -> Text:
        """First reason given for an outcome that is not conform."""
        return self.reasons.get(item.key, NO_TEXT)
