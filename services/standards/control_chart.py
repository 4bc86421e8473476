"""The control chart of a check standard, from the checks in the register."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from metrology.exact import mean, plain, subtract
from metrology.statistics.control_charts import (
    ControlChart,
    individuals_chart,
    mean_and_deviation_chart,
    unnatural_patterns,
)
from metrology.text import Text
from registers.errors import NothingToShow
from registers.standard_checks import ASSESSMENTS, CHECKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from registers.book import Book
    from registers.standard_checks import Assessment, StandardCheck

BASELINE = 20
"""Checks that the limits are computed from, at most; the newest is never among them."""
FEWEST = 6
"""Fewest checks that a chart is made of."""
PATTERNS = {
    1: Text("超出控制限", "beyond a control limit"),
    2: Text("连续 9 点在中心线同侧", "nine on one side of the centre line"),
    3: Text("连续 6 点递增或递减", "six steadily rising or falling"),
    4: Text("连续 14 点交替上下", "fourteen alternating"),
    5: Text("连续 3 点中 2 点在 2σ 外同侧", "two of three beyond 2σ on one side"),
    6: Text("连续 5 点中 4 点在 1σ 外同侧", "four of five beyond 1σ on one side"),
    7: Text("连续 15 点在 ±1σ 内", "fifteen within 1σ"),
    8: Text("连续 8 点在 ±1σ 外", "eight beyond 1σ"),
}
"""The eight tests of GB/T 17989.2, in words."""


@dataclass(frozen=True, slots=True)
class CheckChart:
    """The chart of the means at one point.

    Attributes:
        name, unit: Measurement standard, and unit of the means.
        point: Where it was checked.
        days: Day of every check.
        chart: Means, centre line and limits.
        limit: Magnitude that a change from the first mean may not reach (JJF 1033); None where none is known.
        patterns: Tests that were hit, each with the positions at which it was completed, from 0.
        baseline: How many checks the limits were computed from.
    """

    name: Text
    unit: str
    point: str
    days: tuple[date, ...]
    chart: ControlChart
    limit: Decimal | None
    patterns: dict[int, tuple[int, ...]]
    baseline: int

    @property
    def in_control(self) -> bool:
        """Whether the newest check hits no test."""
        newest = len(self.days) - 1
        return not any(newest in positions for positions in self.patterns.values())

    def document(self) -> dict[str, Any]:
        """The chart as numbers and words."""
        return {
            "name": self.name.to_dict(),
            "unit": self.unit,
            "point": self.point,
            "baseline": self.baseline,
            "centre": self.chart.centre,
            "lower": self.chart.lower,
            "upper": self.chart.upper,
            "limit": None if self.limit is None else plain(self.limit),
            "points": [{"on": d.isoformat(), "mean": m} for d, m in zip(self.days, self.chart.points, strict=True)],
            "patterns": [
                {"test": test, "text": PATTERNS[test].to_dict(), "on": [self.days[n].isoformat() for n in positions]}
                for test, positions in sorted(self.patterns.items())
            ],
            "in_control": self.in_control,
        }


def chart_of(book: Book, assessment: str, point: str = "") -> CheckChart:
    """The chart of a measurement standard.

    Args:
        book: The registers.
        assessment: The measurement standard.
        point: Which of its points; empty where it is checked at one.

    Raises:
        RegistersError: There is no such measurement standard.
        NothingToShow: There are too few checks, or they are at several points.
    """
    row = book.get(ASSESSMENTS, assessment).record
    checks = checks_of(book, assessment, "check")
    points = sorted({c.point for c in checks})
    if not point and len(points) > 1:
        named = "、".join(points), ", ".join(points)
        raise NothingToShow(
            [
                Text(
                    f"核查点不止一个（{named[0]}），请用 --point 指明",
                    f"checked at several points ({named[1]}); say which with --point",
                )
            ]
        )
    chosen = [c for c in checks if not point or c.point == point]
    if len(chosen) < FEWEST:
        zh, en = (
            f"只有 {len(chosen)} 次核查，绘制控制图至少需要 {FEWEST} 次",
            f"a chart needs at least {FEWEST} checks; there are {len(chosen)}",
        )
        raise NothingToShow([Text(zh, en)])
    return made_of(row, chosen)


def checks_of(book: Book, assessment: str, kind: str) -> list[StandardCheck]:
    """The checks of one kind, oldest first."""
    found = book.rows(CHECKS, lambda c: (c.assessment == assessment) & (c.kind == kind), order=("on", "key"))
    return [row.record for row in found]


def made_of(row: Assessment, checks: Sequence[StandardCheck]) -> CheckChart:
    """The chart of checks at one point, oldest first; at least `FEWEST`."""
    groups = [[Decimal(r) for r in c.readings] for c in checks]
    baseline = min(BASELINE, len(groups) - 1)
    means = [float(mean(g)) for g in groups]
    base = _limits(groups[:baseline])
    chart = ControlChart(tuple(means), base.centre, base.lower, base.upper)
    patterns = {int(test): found for test, found in unnatural_patterns(chart).items()} if chart.sigma > 0 else {}
    days = tuple(c.on for c in checks if c.on is not None)
    name = Text(row.name, row.name_en or row.name)
    return CheckChart(name, row.unit, checks[-1].point, days, chart, row.limit or None, patterns, baseline)


def _limits(groups: Sequence[Sequence[Decimal]]) -> ControlChart:
    """Limits of the means: from the spread within the groups, or from moving ranges where a group is one reading.

    Groups of different size are charted by their means.
    """
    sizes = {len(g) for g in groups}
    if len(sizes) == 1 and sizes != {1} and any(subtract(max(g), min(g)) for g in groups):
        return mean_and_deviation_chart(groups).location
    return individuals_chart([mean(g) for g in groups]).location
