"""Whether everything a test needs was measured; what is missing makes it incomplete, never a pass."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from metrology.decision import Outcome
from metrology.rounding import plain
from procedures.mass.r76 import eccentricity, loads, repeatability
from procedures.mass.r76.instrument import AccuracyClass, LoadReceptor, Scale
from procedures.mass.r76.limits import Stage


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing of which too few were measured: its name, how many there are, how many are needed."""

    what: str
    found: int
    required: int

    def __str__(self) -> str:
        return f"{self.what} {self.found}/{self.required}"


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is missing; nothing missing leaves the outcome to the comparisons."""

    missing: tuple[Missing, ...]

    @property
    def complete(self) -> bool:
        """Whether everything was measured."""
        return not self.missing

    @property
    def outcome(self) -> Outcome:
        """Incomplete if anything is missing, otherwise conform: as a condition of the test, to be combined with it."""
        return Outcome.CONFORM if self.complete else Outcome.INCOMPLETE

    @classmethod
    def of(cls, counts: Iterable[Missing]) -> Self:
        """Keep those of which there are too few."""
        return cls(tuple(count for count in counts if count.found < count.required))


def repeatability_series(
    found: Mapping[int, int], accuracy_class: AccuracyClass, maximum_g: Decimal, stage: Stage
) -> Completeness:
    """Whether each repeatability series has its weighings (A.4.10).

    Args:
        found: Percentage of Max → number of weighings there are.
        accuracy_class: Class of the instrument.
        maximum_g: Max in grams.
        stage: Stage of the examination.
    """
    wanted = repeatability.series(accuracy_class, maximum_g, stage)
    return Completeness.of(Missing(series.name, found.get(series.percent, 0), series.weighings) for series in wanted)


def weighing_loads(found: Collection[Decimal], scale: Scale, stage: Stage) -> Completeness:
    """Whether a weighing test has enough different loads, among them each one that has to be (A.4.4.1)."""
    different = set(found)
    required = loads.required_loads(scale)
    each = [Missing(f"{plain(load)} {scale.unit}", int(load in different), 1) for load in required]
    return Completeness.of([*each, Missing("loads", len(different), loads.required_number(stage))])


def eccentricity_positions(
    found: Collection[str], supports: int = 4, receptor: LoadReceptor = "platform"
) -> Completeness:
    """Whether every position of the eccentricity test was loaded (A.4.7)."""
    wanted = eccentricity.positions(supports, receptor)
    return Completeness.of(Missing(position, int(position in found), 1) for position in wanted)
