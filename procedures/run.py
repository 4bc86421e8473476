"""The run handle a procedure is given: its only contact with the world.

The sequencer implements it four times over one journal: against a bench, over a form, over a run's own journal (resume,
replay) and against nothing at all (plan, empty form). A procedure cannot tell which.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from procedures.run_readings import Effect, Problem, Readings, Recorded
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date
    from decimal import Decimal

    from metrology.decision import AnyLimit, Decision, Outcome, Rule
    from metrology.limits import Limit
    from metrology.rounding import Number, Rounding
    from metrology.status import Source
    from procedures.observed import Curve
    from procedures.regulation import Stage
    from procedures.standards import References, Standard
    from procedures.uncertainty import EvaluatedBudget

__all__ = [
    "Doubt",
    "Effect",
    "Plot",
    "Problem",
    "Readings",
    "Recorded",
    "Run",
    "Segment",
    "segments",
]

Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A problem with an entry."""

    code: str
    zh: str
    en: str
    severity: str = "refuse"


@dataclass(frozen=True, slots=True)
class Plot:
    """A point of an error curve.

    Attributes:
        series: Which of its lines, such as a direction.
        x, y: Where.
        limit: Lower and upper limit there.
        unit: Unit of the error.
        chart: Which error curve of the item, such as a range; empty where it has one.
        caption: What that curve is called.
        x_unit: Unit of `x`; empty where it is `unit`, ``1`` for a ratio.
    """

    series: str
    x: Decimal
    y: Decimal
    limit: tuple[Decimal, Decimal]
    unit: str
    chart: str = ""
    caption: Text = NO_TEXT
    x_unit: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an error curve over which the limit is the same; the ends are where it changes.

    Attributes:
        item, chart: The error curve; empty for the only one of the run.
    """

    start: Decimal
    end: Decimal
    limit: tuple[Decimal, Decimal]
    item: str = ""
    chart: str = ""


def segments(edges: Iterable[Decimal], limit: Limit, item: str = "", chart: str = "") -> list[Segment]:
    """The band of a limit that is constant between `edges`, for an error curve."""
    ascending = sorted(set(edges))
    return [Segment(a, b, limit.at((a + b) / 2), item, chart) for a, b in pairwise(ascending)]


class Run(Readings, Protocol):
    """One run of one procedure."""

    @property
    def stage(self) -> Stage:
        """Kind of verification."""
        ...

    @property
    def date(self) -> date:
        """Date of the verification, which chose the edition."""
        ...

    @property
    def bench(self) -> Any:
        """The roles of the bench, as `drivers.roles` names them; every call is journaled."""
        ...

    def standards(self, role: str) -> tuple[Standard, ...]:
        """The standards in use for a role."""
        ...

    def point(self, *path: str) -> AbstractContextManager[None]:
        """Everything inside belongs to this point; what is not measured inside makes the point incomplete."""
        ...

    def inspect(self, name: str, ask: Text, *, omissible: bool = False, condition: bool = False) -> None:
        """One visual or functional check, answered by a person and concluded at once.

        Args:
            name: Last part of the address.
            ask: The question.
            omissible: Whether a person may answer that it does not apply to this instrument; the regulation states it.
                Otherwise a second person confirms such an answer.
            condition: Whether it asks about the measurement and not about the instrument: what is measured under a
                condition that is not fulfilled is void.

        Raises:
            Void: A condition is not fulfilled.
        """
        ...

    def together(self, name: str, measure: Callable[[], Measured]) -> Measured:
        """Readings that mean something only together: an indication and the additional load found at the same placement.

        A resumed run puts the load on again, and what was read before and after no longer belongs together. So a
        measurement that an interruption cut in two is made again as a whole. Both attempts stay on record.

        Args:
            name: What is measured, for the record.
            measure: Takes the readings and returns them, beginning from what it sets up itself; it concludes nothing,
                since it may be called twice.
        """
        ...

    def only_if(self, wanted: bool, measure: Callable[[], Measured]) -> Measured | None:  # noqa: FBT001  a condition is a plain question
        """Take further readings where earlier ones ask for them: two more near a limit, a repetition when it is out.

        A form has rows for them that may stay empty. On a bench with positions those that want more go first.

        Args:
            wanted: Whether they are wanted; decided from readings alone.
            measure: Takes the readings and returns them; it concludes nothing and gives no shared command.

        Returns:
            What `measure` returns; None where nothing more is wanted.
        """
        ...

    def settle(
        self, name: str, look: Callable[[str], Decimal], *, within: Decimal, every: int, most: int, what: Text
    ) -> None:
        """Wait until two readings in turn differ by at most `within`; every look stays on record.

        Args:
            name: First part of the keys of its readings.
            look: Takes one reading by `observe`, under the key it is given.
            within: Largest difference of two readings in turn.
            every: Seconds from one look to the next.
            most: Looks after which it is given up.
            what: What is read, for a person.

        Raises:
            NotMeasured: It did not become steady.
        """
        ...

    def checkpoint(self) -> None:
        """Say that what comes does not depend on how the bench came here, only on the last command of each kind.

        A run that was interrupted after this goes back to here and not to the beginning of the item: a bath at 100 °C
        is not taken through 0 °C once more.
        """
        ...

    def dwell(self, seconds: int, why: Text, record: Recorded | None = None) -> Curve | None:
        """Wait, as the regulation asks.

        Args:
            seconds: How long.
            why: Why.
            record: What is read meanwhile where an instrument fills its role: evidence that the state was held. Nobody is
                asked for it, and a form has no row for it.

        Returns:
            What was recorded, times from the beginning of the wait; None where nothing was.
        """
        ...

    def decide(
        self,
        label: Text,
        error: Number,
        limit: AnyLimit,
        *,
        unit: str,
        formula: str,
        substitution: str,
        source: Source | None = None,
        point: Number | None = None,
        rounding: Rounding | Number | None = None,
        expanded_uncertainty: Number | None = None,
        rule: Rule | None = None,
        values: Mapping[str, Decimal | str | Text] | None = None,
        plot: Plot | None = None,
        reference: References = None,
        uncertainty: EvaluatedBudget | None = None,
    ) -> Decision:
        """Compare with the limit, journal the conclusion with its whole trace.

        `reference` says how `error` depends on the standards, see `procedures.standards`; where it is not said, a
        re-evaluation goes over the whole run again.
        """
        ...

    def conclude(
        self,
        label: Text,
        outcome: Outcome,
        *,
        values: Mapping[str, Decimal | str | Text] | None = None,
        reason: Text = NO_TEXT,
        source: Source | None = None,
        reference: References = None,
        uncertainty: EvaluatedBudget | None = None,
    ) -> None:
        """Journal a conclusion that compared no number.

        `reference` names the standards it depends on, `uncertainty` is the budget of a calibration result.
        """
        ...
