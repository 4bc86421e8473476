"""Whether the level of a series changed once, and where: Pettitt's rank test."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.statistics.exact_sums import exact_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.statistics.exact_sums import Number

FEWEST = 8
"""Values below which no position can be significant at 1 in 1000."""


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """The most likely change of level of a series.

    Attributes:
        at: How many values come before it.
        statistic: K, the largest difference of ranks.
        p_value: Two-sided, approximate; good below 0.5.
        before: Median before the change.
        after: Median after it.
    """

    at: int
    statistic: int
    p_value: float
    before: float
    after: float


def change_point(values: Sequence[Number]) -> ChangePoint:
    """Find where a series most likely changed its level.

    Source: Pettitt, A non-parametric approach to the change-point problem, Applied Statistics 28 (1979) 126.

    Raises:
        ValueError: Fewer than eight values.
    """
    found = exact_all(values)
    n = len(found)
    if n < FEWEST:
        raise ValueError(f"a change of level needs at least {FEWEST} values, not {n}")
    order = sorted(found)
    doubled = {value: 2 * order.index(value) + order.count(value) + 1 for value in set(found)}  # mean rank of equals
    sums, total = list[int](), 0
    for value in found[:-1]:
        total += doubled[value] - (n + 1)
        sums.append(total)
    largest = max(map(abs, sums))
    at = next(i for i, u in enumerate(sums, 1) if abs(u) == largest)
    p_value = min(1.0, 2 * math.exp(-6 * largest**2 / (n**3 + n**2)))
    return ChangePoint(at, largest, p_value, float(statistics.median(found[:at])), float(statistics.median(found[at:])))
