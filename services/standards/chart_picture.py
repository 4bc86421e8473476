"""A control chart as a picture (SVG)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.standards.control_chart import CheckChart

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 420, 96, 726, 56, 350
CENTRE = Text("中心线", "centre line")
UPPER = Text("上控制限", "upper limit")
LOWER = Text("下控制限", "lower limit")
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

    lines = [(chart.chart.centre, "#333333", "", CENTRE), (chart.chart.upper, "#b03020", "6 3", UPPER),
             (chart.chart.lower, "#b03020", "6 3", LOWER), *((b, "#7a5a00", "2 3", CHANGE) for b in near)]  # fmt: skip
    hit = {n for positions in chart.patterns.values() for n in positions}
    dots = "".join(_dot(x(n), y(m), outside=n in hit) for n, m in enumerate(means))
    track = " ".join(f"{x(n)},{y(m)}" for n, m in enumerate(means))
    title = f"{getattr(chart.name, language)}  {chart.point}".strip()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="{LEFT}" y="26" font-size="15">{escape(title)}</text>'
        f'<text x="{LEFT - 10}" y="46" text-anchor="end">{escape(chart.unit)}</text>'
        + "".join(
            _line(y(value), colour, dashes, getattr(text, language), value) for value, colour, dashes, text in lines
        )
        + f'<polyline points="{track}" fill="none" stroke="#1f4e79" stroke-width="1.2"/>{dots}'
        + _days(chart, x)
        + "</svg>\n"
    )


def _line(y: float, colour: str, dashes: str, name: str, value: float) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}" stroke="{colour}"{dashed}/>'
        f'<text x="{RIGHT + 8}" y="{y + 4}" fill="{colour}">{escape(name)}</text>'
        f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end" fill="{colour}">{value:.6g}</text>'
    )


def _dot(x: float, y: float, *, outside: bool) -> str:
    """A check; one that hits a test is a filled square, so that colour is not alone."""
    if outside:
        return f'<rect x="{x - 5}" y="{y - 5}" width="10" height="10" fill="#b03020"/>'
    return f'<circle cx="{x}" cy="{y}" r="3.5" fill="#ffffff" stroke="#1f4e79" stroke-width="1.5"/>'


def _days(chart: CheckChart, place: Callable[[int], float]) -> str:
    last = len(chart.days) - 1
    chosen = sorted({0, last // 3, 2 * last // 3, last})
    return "".join(
        f'<text x="{place(n)}" y="{BOTTOM + 28}" text-anchor="middle" fill="#333333">{chart.days[n].isoformat()}</text>'
        for n in chosen
    )
