"""A control chart as a picture (SVG)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from metrology.text import Text
from services.control_chart_svg import Frame, Line, day, dot, limits, line, sheet, track

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.standards.control_chart import CheckChart

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 420, 96, 726, 56, 350
FRAME = Frame(LEFT, RIGHT, LEFT - 10, 6)
CHANGE = Text("稳定性判据", "limit of the stability")


def chart_svg(chart: CheckChart, language: str) -> str:
    """The chart: means by day, centre line, control limits, and the limit of the stability where it is near enough to show.

    Args:
        chart: The chart.
        language: ``zh`` or ``en``.
    """
    means = chart.chart.points
    first = means[0]
    bounds = [] if chart.limit is None else [first - float(chart.limit), first + float(chart.limit)]
    low, high = min([*means, chart.chart.lower]), max([*means, chart.chart.upper])
    near = [b for b in bounds if low - 2 * (high - low) <= b <= high + 2 * (high - low)]
    low, high = min([low, *near]), max([high, *near])
    margin = 0.08 * (high - low) or 1.0
    low, high = low - margin, high + margin
    start, days = chart.days[0], max(1, (chart.days[-1] - chart.days[0]).days)

    def x(n: int) -> float:
        return round(LEFT + (chart.days[n] - start).days / days * (RIGHT - LEFT), 1)

    def y(value: float) -> float:
        return round(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP), 1)

    lines = limits(chart.chart.centre, chart.chart.upper, chart.chart.lower)
    lines += [Line(b, "#7a5a00", "2 3", CHANGE) for b in near]
    hit = {n for positions in chart.patterns.values() for n in positions}
    points = [(x(n), y(mean)) for n, mean in enumerate(means)]
    title = f"{getattr(chart.name, language)}  {chart.point}".strip()
    drawn = (
        f'<text x="{LEFT}" y="26" font-size="15">{escape(title)}</text>'
        f'<text x="{LEFT - 10}" y="46" text-anchor="end">{escape(chart.unit)}</text>'
        + "".join(line(at, y(at.value), FRAME, language) for at in lines)
        + track(points)
        + "".join(dot(*point, outside=n in hit) for n, point in enumerate(points))
        + _days(chart, x)
    )
    return sheet(WIDTH, HEIGHT, drawn)


def _days(chart: CheckChart, place: Callable[[int], float]) -> str:
    last = len(chart.days) - 1
    chosen = sorted({0, last // 3, 2 * last // 3, last})
    return "".join(day(place(n), BOTTOM + 28, chart.days[n].isoformat()) for n in chosen)
