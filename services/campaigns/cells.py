"""A cell of a campaign with the runs that state it, and which of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from procedures.campaigns.plan import Cell

COUNTS = frozenset({"conform", "not_conform", "undecided"})
"""Outcomes by which a run decides its cell; a void or an incomplete one does not."""


class CellRun(NamedTuple):
    """A run that states a cell.

    Attributes:
        run: Its name.
        outcome: Its outcome; empty while it is open.
        day: Its day.
        stated: Number of the ledger entry of its end; -1 while it is open.
        operator: Who performed it.
        source: ``bench`` or ``form``.
        simulated: Whether it used simulated instruments.
        hash: Hash of its last entry.
        strange: It is not by the plan: another regulation, stage or subject.
        amended: A later run corrects it and takes its place.
        late: It ended after the verdict, which cannot rest on it.
    """

    run: str
    outcome: str
    day: str
    stated: int
    operator: str
    source: str
    simulated: bool
    hash: str
    strange: bool = False
    amended: bool = False
    late: bool = False

    @property
    def counts(self) -> bool:
        """Whether it can decide the cell."""
        return self.outcome in COUNTS and self.stated >= 0 and not (self.strange or self.amended or self.late)


@dataclass(frozen=True, slots=True)
class CellState:
    """A cell with its runs, in the order in which they were begun."""

    cell: Cell
    runs: tuple[CellRun, ...] = ()

    @property
    def counted(self) -> CellRun | None:
        """The first run that decided it."""
        return min((r for r in self.runs if r.counts), key=lambda r: r.stated, default=None)

    @property
    def unfinished(self) -> CellRun | None:
        """The newest run that was begun and has not ended, while none has decided the cell."""
        begun = [r for r in self.runs if not r.outcome and not r.strange]
        return begun[-1] if begun and self.counted is None else None

    @property
    def others(self) -> tuple[CellRun, ...]:
        """Runs of the cell that do not count."""
        return tuple(r for r in self.runs if r is not self.counted)
