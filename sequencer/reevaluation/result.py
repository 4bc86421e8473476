"""The result of a re-evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from records.errors import Damaged

if TYPE_CHECKING:
    from metrology.decision import Outcome
    from records.entries import Opened
    from sequencer.reevaluation.decided import Decided


@dataclass(frozen=True, slots=True)
class Changed:
    """A run that is decided otherwise, or states another result.

    Attributes:
        run: Its identity.
        opened: Its first entry.
        old, new: What was decided, and what is decided now.
    """

    run: str
    opened: Opened
    old: Decided
    new: Decided

    @property
    def items(self) -> dict[str, tuple[Outcome, Outcome]]:
        """Old and new outcome of every item that changes."""
        pairs = {key: (outcome, self.new.items.get(key, outcome)) for key, outcome in self.old.items.items()}
        return {key: pair for key, pair in pairs.items() if pair[0] is not pair[1]}

    @property
    def results(self) -> dict[str, tuple[tuple[str, str], tuple[str, str] | None]]:
        """Old and new value and U of every calibration result that changes; None where it is no longer stated."""
        new = self.new.results
        return {key: (old, new.get(key)) for key, old in self.old.results.items() if new.get(key) != old}


@dataclass
class Reevaluation:
    """What came of it.

    Attributes:
        unchanged: How many finished runs relied on the certificate and keep their verdict and their results.
        replayed: How many of them were gone over entry by entry; the others certainly stay as they are.
        changed: Those with another verdict, or another calibration result, oldest first.
        unreliable: Those whose journal is damaged, or no longer gives the verdict it holds, with the reason. Of some
            it is not even known whether they relied on the certificate.
    """

    unchanged: int = 0
    replayed: int = 0
    changed: list[Changed] = field(default_factory=list)
    unreliable: dict[str, str] = field(default_factory=dict)

    @property
    def concerned(self) -> int:
        """How many runs there are to be decided again."""
        return self.unchanged + len(self.changed) + len(self.unreliable)

    def damaged(self, run: str, seq: object) -> None:
        """Note that an entry is not what was written."""
        self.unreliable.setdefault(run, str(Damaged(run, seq)))

    def add(self, other: Reevaluation) -> None:
        """Take in what came of other, later runs."""
        self.replayed += other.replayed
        self.changed += other.changed
        self.unreliable |= other.unreliable
