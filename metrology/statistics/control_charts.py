"""Shewhart control charts and the eight tests for unnatural patterns (GB/T 17989.2-2020; GB/T 4091-2001, clause 8)."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from metrology.statistics.constants import c4, d2, d3
from metrology.statistics.descriptive import mean, standard_deviation
from metrology.statistics.exact_sums import Number, exact_all


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Plotted points with their centre line and 3 sigma limits, in the unit of the readings.

    Attributes:
        points: Subgroup means, ranges, standard deviations or single readings.
        centre, lower, upper: Centre line and control limits.
    """

    points: tuple[float, ...]
    centre: float
    lower: float
    upper: float

    @property
    def sigma(self) -> float:
        """One third of the distance from the centre line to the upper limit."""
        return (self.upper - self.centre) / 3

    @property
    def outside(self) -> tuple[int, ...]:
        """Positions, from 0, of the points beyond a limit."""
        return tuple(i for i, point in enumerate(self.points) if not self.lower <= point <= self.upper)


@dataclass(frozen=True, slots=True)
class ControlChartPair:
    """The chart of location and the chart of spread that belongs to it."""

    location: ControlChart
    spread: ControlChart


def _subgroup_size(groups: Sequence[Sequence[Number]]) -> int:
    sizes = {len(group) for group in groups}
    if len(groups) < 2 or len(sizes) != 1 or min(sizes) < 2:
        raise ValueError(f"a control chart needs at least 2 subgroups of one size (2 or more), not sizes {sizes}")
    return sizes.pop()


def _spread_chart(points: Sequence[float], relative_sigma: float) -> ControlChart:
    centre = math.fsum(points) / len(points)
    half = 3 * relative_sigma * centre
    return ControlChart(tuple(points), centre, max(0.0, centre - half), centre + half)


def _location_chart(points: Sequence[float], half: float) -> ControlChart:
    centre = math.fsum(points) / len(points)
    return ControlChart(tuple(points), centre, centre - half, centre + half)


def mean_and_deviation_chart(groups: Sequence[Sequence[Number]]) -> ControlChartPair:
    """Return the X-bar and s charts: mean +- A3 s, A3 = 3/(c4 sqrt n); B4, B3 = 1 +- 3 sqrt(1 - c4^2)/c4.

    Raises:
        ValueError: Fewer than two subgroups, or subgroups of unequal size or of one reading.
    """
    n = _subgroup_size(groups)
    deviations = [standard_deviation(group) for group in groups]
    spread = _spread_chart(deviations, math.sqrt(1 - c4(n) ** 2) / c4(n))
    half = 3 * spread.centre / (c4(n) * math.sqrt(n))
    return ControlChartPair(_location_chart([mean(group) for group in groups], half), spread)


def individuals_chart(values: Sequence[Number]) -> ControlChartPair:
    """Return the chart of single readings and of their moving ranges of two: mean +- 3 MR / d2(2).

    Raises:
        ValueError: Fewer than three readings.
    """
    if len(values) < 3:
        raise ValueError(f"an individuals chart needs at least 3 readings, not {len(values)}")
    exact_values = exact_all(values)
    moving = [float(abs(b - a)) for a, b in pairwise(exact_values)]
    spread = _spread_chart(moving, d3(2) / d2(2))
    return ControlChartPair(_location_chart([float(value) for value in values], 3 * spread.centre / d2(2)), spread)


Pattern = Literal[1, 2, 3, 4, 5, 6, 7, 8]


def unnatural_patterns(chart: ControlChart) -> dict[Pattern, tuple[int, ...]]:
    """Return, for each of the eight tests of GB/T 4091-2001, clause 8, the positions at which it is completed.

    1: one point beyond 3 sigma. 2: nine on one side of the centre. 3: six steadily rising or falling. 4: fourteen
    alternating. 5: two of three beyond 2 sigma on one side. 6: four of five beyond 1 sigma on one side. 7: fifteen
    within 1 sigma. 8: eight beyond 1 sigma, on either side. Tests without a hit are left out. For charts of location
    only.

    Raises:
        ValueError: The chart has no width (all points equal).
    """
    if chart.sigma <= 0:
        raise ValueError("the chart has no width: its points do not scatter")
    z = [(point - chart.centre) / chart.sigma for point in chart.points]
    steps = [b - a for a, b in pairwise(z)]
    hits: dict[Pattern, tuple[int, ...]] = {
        1: chart.outside,
        2: _windows(z, 9, lambda w: all(v > 0 for v in w) or all(v < 0 for v in w)),
        3: _shifted(_windows(steps, 5, lambda w: all(v > 0 for v in w) or all(v < 0 for v in w))),
        4: _shifted(_windows(steps, 13, _alternates)),
        5: _windows(z, 3, lambda w: _one_sided(w, 2, 2.0)),
        6: _windows(z, 5, lambda w: _one_sided(w, 4, 1.0)),
        7: _windows(z, 15, lambda w: all(abs(v) < 1 for v in w)),
        8: _windows(z, 8, lambda w: all(abs(v) > 1 for v in w)),
    }
    return {number: positions for number, positions in hits.items() if positions}


def _windows(values: Sequence[float], width: int, holds: Callable[[Sequence[float]], bool]) -> tuple[int, ...]:
    return tuple(end - 1 for end in range(width, len(values) + 1) if holds(values[end - width : end]))


def _shifted(positions: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(position + 1 for position in positions)


def _alternates(steps: Sequence[float]) -> bool:
    return all(a * b < 0 for a, b in pairwise(steps))


def _one_sided(window: Sequence[float], needed: int, distance: float) -> bool:
    return sum(v > distance for v in window) >= needed or sum(v < -distance for v in window) >= needed
