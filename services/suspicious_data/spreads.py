"""How much repeated readings of a model scatter, over many runs: what one run's spread is compared with."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from metrology.statistics.exact_sums import moments
from metrology.statistics.plausibility import TailTest, step_of, too_even

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.suspicious_data.record_readings import RunReadings

FEWEST_KNOWN = 20
"""Degrees of freedom of the spread that is known of other runs."""


class Known(NamedTuple):
    """What is known of the repeated readings at one place: sum of squares, degrees of freedom, largest common step."""

    squares: Decimal = Decimal(0)
    freedom: int = 0
    step: Decimal = Decimal(0)


class Spread(NamedTuple):
    """The spread of a run's repeated readings against that of its model.

    Attributes:
        share: Ratio of the standard deviations.
        known: Degrees of freedom of the known variance.
        test: How likely it is.
    """

    share: float
    known: int
    test: TailTest


class Spreads:
    """The repeated readings of many runs.

    Args:
        runs: They.
    """

    def __init__(self, runs: Iterable[RunReadings]) -> None:
        self._known: dict[tuple[str, str, str], Known] = {}
        for run in runs:
            for key, values in run.groups.items() if run.subject.model else ():
                at = (run.regulation, run.subject.model, key)
                before, own = self._known.get(at, Known()), _own(values)
                self._known[at] = Known(
                    before.squares + own.squares, before.freedom + own.freedom, step_of([before.step, own.step])
                )

    def of(self, run: RunReadings, *, included: bool = False) -> Spread | None:
        """Judge the spread of a run; None where too little is known.

        Args:
            run: The run.
            included: Whether it is one of the runs that are known.
        """
        ratio, nu, known_nu = 0.0, 0, 0
        for key, values in run.groups.items():
            known, own = self._known.get((run.regulation, run.subject.model, key), Known()), _own(values)
            if included:
                known = known._replace(squares=known.squares - own.squares, freedom=known.freedom - own.freedom)
            if known.freedom < FEWEST_KNOWN:
                continue
            variance = float(known.squares) / known.freedom
            hidden = float(step_of([known.step, own.step])) ** 2
            if variance < hidden or variance <= 0:  # so coarse a display shows no spread
                continue
            ratio += (float(own.squares) + own.freedom * hidden / 12) / variance
            nu, known_nu = nu + own.freedom, known_nu + known.freedom
        if nu < 2:
            return None
        return Spread((ratio / nu) ** 0.5, known_nu, too_even(ratio / nu, nu, known_nu))


def _own(values: tuple[Decimal, ...]) -> Known:
    found = moments(values)
    return Known(Decimal(found.squares.numerator) / found.squares.denominator, found.n - 1, step_of(values))
