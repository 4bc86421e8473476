"""The control charts of a filling line as a picture (SVG): means above, scatter below."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from metrology.text import Text
from services.control_chart_svg import Frame, Line, day, dot, limits, line, sheet, track

if TYPE_CHECKING:
    from collections.abc import Collection

    from metrology.statistics.control_charts import ControlChart
    from services.packages.self_check import FillingChart

WIDTH, LEFT, RIGHT, PANEL, GAP, TOP = 860, 90, 720, 190, 70, 66
FRAME = Frame(LEFT, RIGHT, LEFT - 8, 4)
MEANS = Text("样本均值与标注净含量之差", "mean deviation from the nominal quantity")
DEVIATIONS = Text("样本标准偏差", "standard deviation of the sample")
RANGES = Text("相邻样本均值之差", "difference of successive means")
NOMINAL = Text("标注净含量", "nominal quantity")
SIMULATED = Text("含模拟运行", "with simulated runs")


def chart_svg(found: FillingChart, language: str) -> str:
    """Both charts of a filling line.

    Args:
        found: The charts.
        language: ``zh`` or ``en``.
    """
    first = found.samples[0]
    title = f"{getattr(first.product, language)}  {first.model}  {first.nominal}"
    if any(r.simulated for r in found.samples):
        title += f"  [{getattr(SIMULATED, language)}]"
    hit = {n for positions in found.patterns.values() for n in positions} | set(found.chart.location.outside)
    below = DEVIATIONS if found.by_mean else RANGES
    unit = first.unit
    height = TOP + 2 * PANEL + GAP + 60
    days = [r.day.isoformat() for r in found.samples]
    location, spread = found.chart.location, found.chart.spread
    drawn = (
        f'<text x="{LEFT}" y="24" font-size="15">{escape(title)}</text>'
        + _panel(location, TOP, f"{getattr(MEANS, language)} ({unit})", hit, language, nominal=True)
        + _panel(
            spread,
            TOP + PANEL + GAP,
            f"{getattr(below, language)} ({unit})",
            set(spread.outside),
            language,
            nominal=False,
        )
        + _days(days, height - 16)
    )
    return sheet(WIDTH, height, drawn)


def _panel(chart: ControlChart, top: int, title: str, hit: Collection[int], language: str, *, nominal: bool) -> str:
    lines = limits(chart.centre, chart.upper, chart.lower)
    lines += [Line(0.0, "#7a5a00", "2 3", NOMINAL)] if nominal else []
    shown = [*chart.points, *(at.value for at in lines)]
    low, high = min(shown), max(shown)
    margin = 0.08 * (high - low) or 1.0
    low, high = low - margin, high + margin

    def y(value: float) -> float:
        return round(top + PANEL - (value - low) / (high - low) * PANEL, 1)

    points = [(_place(n, len(chart.points)), y(point)) for n, point in enumerate(chart.points)]
    return (
        f'<text x="{LEFT}" y="{top - 10}">{escape(title)}</text>'
        + "".join(line(at, y(at.value), FRAME, language) for at in lines)
        + track(points)
        + "".join(dot(*point, outside=n in hit) for n, point in enumerate(points))
    )


def _place(n: int, count: int) -> float:
    return round(LEFT + 12 + (RIGHT - LEFT - 24) * (n / max(1, count - 1)), 1)


def _days(days: list[str], y: int) -> str:
    last = len(days) - 1
    return "".join(day(_place(n, len(days)), y, days[n]) for n in sorted({0, last // 2, last}))
