"""A limit that is constant between its breaks, as a ladder of steps: the form in which many points are looked up."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from metrology.exact import shift


@dataclass(frozen=True)
class Step:
    """One step: the limit up to an edge.

    Attributes:
        upto: upper edge, or None for a step without an end.
        closed: whether the edge belongs to this step.
        lower: lower limit.
        upper: upper limit.
    """

    upto: Decimal | None
    closed: bool
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True)
class Ladder:
    """The steps of a limit, ascending.

    Attributes:
        start: lower end of the first step, or None.
        start_closed: whether the start belongs to the first step.
        steps: the steps; only the last may be without an end.
    """

    start: Decimal | None
    start_closed: bool
    steps: tuple[Step, ...]

    def mapped(self, change: Callable[[Decimal], Decimal]) -> "Ladder":
        """Return the ladder with every limit changed."""
        steps = (replace(step, lower=change(step.lower), upper=change(step.upper)) for step in self.steps)
        return replace(self, steps=tuple(steps))

    def tops(self, places: int) -> list[int | None]:
        """Return the last integer on each step, in units of 10^-places; None for a step without an end."""
        return [
            None if step.upto is None else last_within(step.upto, places, closed=step.closed) for step in self.steps
        ]

    def under(self, places: int) -> int | None:
        """Return the last integer below the first step, in units of 10^-places; None where there is none."""
        return None if self.start is None else last_within(self.start, places, closed=not self.start_closed)


def last_within(edge: Decimal, places: int, *, closed: bool) -> int:
    """Return the largest integer n for which n · 10^-places lies within an edge: n ≤ edge if closed, else n < edge."""
    scaled = shift(edge, places)
    if closed:
        return int(scaled.to_integral_value(ROUND_FLOOR))
    return int(scaled.to_integral_value(ROUND_CEILING)) - 1
