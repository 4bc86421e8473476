"""Studies of a reference material: trends, laboratories that characterise it, how long it may be used.

Continues `metrology.reference_materials` (ISO Guide 35:2017; ISO 33405; JJF 1343-2022 agrees in form): from the
readings of a study to what its report states. Uncertainties are standard ones in the unit of the value.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from metrology.statistics import (
    Number,
    cochran,
    dixon,
    fit_line,
    grubbs,
    mean,
    standard_deviation,
    t_critical_value,
)
from metrology.statistics.exact_sums import exact_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from metrology.statistics import CochranTest, DixonTest, LineFit, OutlierTest

STRAGGLER, OUTLIER = 0.05, 0.01
"""Levels of a test for outliers: detection and removal (GB/T 4883-2008; ISO 5725-2)."""
_DIXON = range(3, 31)
_LEAST_NORMAL = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through values over time or order, and whether its slope is significant.

    Attributes:
        n: Number of points.
        intercept, slope: b0 and b1.
        slope_uncertainty: s(b1); 0 where the points lie exactly on a line.
        t, critical_value: |b1|/s(b1) and the two-sided 95 % value at n - 2; t is 0 for a line without slope and
            infinite for points exactly on a line with one.
        line: The fit; None where the points lie exactly on a line.
    """

    n: int
    intercept: float
    slope: float
    slope_uncertainty: float
    t: float
    critical_value: float
    line: LineFit | None

    @property
    def significant(self) -> bool:
        """Whether the slope differs from zero; the material is then not stable."""
        return self.t > self.critical_value

    def at(self, time: float) -> float:
        """Value on the line."""
        return self.intercept + self.slope * time

    def band(self, time: float) -> float:
        """Half width of the 95 % confidence band of the line."""
        if self.line is None:
            return 0.0
        return self.critical_value * self.line.predict(time, 0.0).standard_uncertainty


def trend(times: Sequence[Number], values: Sequence[Number], significance: float = 0.05) -> Trend:
    """Return the straight line through values.

    Raises:
        ValueError: Fewer than 3 points, other numbers of times than of values, or all at one time.
    """
    if len(times) != len(values) or len(times) < 3:
        raise ValueError(f"a trend needs 3 points, each with a time, not {len(times)} times and {len(values)} values")
    if len(set(exact_all(times))) < 2:
        raise ValueError("a trend needs values at 2 times at least")
    critical = t_critical_value(len(times) - 2, 1 - significance)
    x, y = exact_all(times), exact_all(values)
    if (exactly := _exact_slope(x, y)) is not None:
        start, slope = exactly
        t = math.inf if slope else 0.0
        return Trend(len(x), float(start), float(slope), 0.0, t, critical, None)
    line = fit_line(times, values)
    t = abs(line.slope) / line.slope_uncertainty
    return Trend(line.n, line.intercept, line.slope, line.slope_uncertainty, t, critical, line)


def _exact_slope(x: Sequence[Fraction], y: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Intercept and slope of points that lie exactly on a line."""
    other = next(n for n, place in enumerate(x) if place != x[0])
    slope = (y[other] - y[0]) / (x[other] - x[0])
    start = y[0] - slope * x[0]
    on_line = all(value == start + slope * place for place, value in zip(x, y, strict=True))
    return (start, slope) if on_line else None


@dataclass(frozen=True, slots=True)
class Laboratories:
    """What several laboratories found of one property.

    Attributes:
        names: The laboratories.
        means, deviations, sizes: Mean, standard deviation (None for one reading) and number of readings of each.
        spread: Largest variance tested by Cochran; None where the numbers of readings differ or are 1.
        farthest: Grubbs' test of the means, two-sided; None for fewer than 3.
        ends: Dixon's test of the means; None outside 3 to 30.
        normality: Probability of Shapiro and Wilk's W for the means; None for fewer than 3 or equal means.
        value: Mean of means, each laboratory with equal weight.
        uncertainty: u_char = s/sqrt(p).
        median: Median of the means, which no outlier moves.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    deviations: tuple[float | None, ...]
    sizes: tuple[int, ...]
    spread: dict[float, CochranTest] | None
    farthest: dict[float, OutlierTest] | None
    ends: dict[float, DixonTest] | None
    normality: float | None
    value: float
    uncertainty: float
    median: float

    def suspected(self, level: float) -> tuple[str, ...]:
        """Laboratories that a test marks at a level, each once."""
        tests = (self.spread, self.farthest, self.ends)
        marked = (found[level].index for found in tests if found is not None and found[level].is_outlier)
        return tuple(dict.fromkeys(self.names[n] for n in marked))


def laboratories(readings: Mapping[str, Sequence[Number]]) -> Laboratories:
    """Return what laboratories found, with the tests for outliers; nothing is removed.

    Raises:
        ValueError: Fewer than 2 laboratories, or one without a reading.
    """
    if len(readings) < 2 or not all(readings.values()):
        raise ValueError("characterisation needs at least 2 laboratories, each with a reading")
    names, groups = tuple(readings), list(readings.values())
    means = [mean(values) for values in groups]
    deviations = tuple(standard_deviation(values) if len(values) > 1 else None for values in groups)
    sizes = tuple(map(len, groups))
    levels, p = (STRAGGLER, OUTLIER), len(means)
    known = [s for s in deviations if s is not None]
    same = len(set(sizes)) == 1 and len(known) == p and any(known)
    differ = len(set(means)) > 1
    spread = {a: cochran(known, sizes[0], a) for a in levels} if same else None
    farthest = {a: grubbs(means, a, two_sided=True) for a in levels} if p >= 3 and differ else None
    ends = {a: dixon(means, a) for a in levels} if p in _DIXON and differ else None
    s = standard_deviation(means)
    return Laboratories(
        names, tuple(means), deviations, sizes, spread, farthest, ends,
        _normality(means) if differ else None, mean(means), s / math.sqrt(p), float(median(means)),
    )  # fmt: skip


def _normality(means: Sequence[float]) -> float | None:
    if len(means) < _LEAST_NORMAL:
        return None
    from scipy.stats import shapiro

    return float(shapiro(means).pvalue)


def shelf_life(largest: float, coverage_factor: float, others: float, slope_uncertainty: float) -> float:
    """Return how long U stays within a largest one: U = k sqrt(others^2 + (s(b1) t)^2), solved for t.

    Args:
        largest: Largest U that is accepted.
        coverage_factor: k.
        others: Standard uncertainty of everything that does not grow with time.
        slope_uncertainty: s(b1) of the long-term study, per unit of time.

    Returns:
        The time in the unit of the slope; infinite where the slope has no uncertainty; 0 where U is too large at once.

    Raises:
        ValueError: A negative figure, or a coverage factor that is not positive.
    """
    if min(largest, others, slope_uncertainty) < 0 or coverage_factor <= 0:
        raise ValueError("uncertainties cannot be negative and the coverage factor must be positive")
    left = (largest / coverage_factor) ** 2 - others**2
    if left <= 0:
        return 0.0
    return math.sqrt(left) / slope_uncertainty if slope_uncertainty else math.inf
