"""Repeatability (重复性): which series, how many weighings, the decision (3.6.1, A.4.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrology.decision import Decision, decide
from metrology.exact import subtract
from metrology.rounding import plain
from procedures.mass.r76 import sources
from procedures.mass.r76.instrument import AccuracyClass
from procedures.mass.r76.limits import Stage

LARGE_MAX = Decimal(1_000_000)
"""From 1000 kg, in grams, a series of a type examination may be shorter (A.4.10)."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of weighings of the same load: percentage of Max, and how many weighings it needs."""

    percent: int
    weighings: int

    @property
    def fraction(self) -> Decimal:
        """The load as a fraction of Max."""
        return Decimal(self.percent) / 100

    @property
    def name(self) -> str:
        """The name used in records, ``"80 %"``."""
        return f"{self.percent} %"


def series(accuracy_class: AccuracyClass, maximum_g: Decimal, stage: Stage) -> tuple[Series, ...]:
    """The series that a stage asks for.

    Type examination: about 50 % and close to 100 % of Max, 10 weighings each, at least 3 from 1000 kg on. Verification:
    one series with about 0.8 Max, 3 weighings for classes III and IIII, 6 for I and II.

    Args:
        accuracy_class: Class of the instrument.
        maximum_g: Max in grams.
        stage: Stage of the examination.
    """
    if stage == "type":
        weighings = 10 if maximum_g < LARGE_MAX else 3
        return (Series(50, weighings), Series(100, weighings))
    return (Series(80, 6 if accuracy_class in ("I", "II") else 3),)


def spread(results: Sequence[Decimal]) -> Decimal:
    """Difference between the greatest and the smallest of several results.

    Raises:
        ValueError: fewer than two results.
    """
    if len(results) < 2:
        raise ValueError("a difference between results needs at least two of them")
    return subtract(max(results), min(results))


def repeatability(results: Sequence[Decimal], limit: Decimal, *, unit: str = "") -> Decision:
    """Decide one series: the spread of the results of one load is at most the absolute value of the MPE for it.

    Args:
        results: Indications of the same load, prior to rounding where that was determined (`errors.changeover_point`).
        limit: MPE at the load, positive.
        unit: Unit of all of these.

    Raises:
        ValueError: fewer than two results.
    """
    return decide(
        spread(results),
        (None, limit),
        unit=unit,
        formula="max − min",
        substitution=f"{plain(max(results))} − {plain(min(results))}",
        source=sources.REPEATABILITY,
    )
