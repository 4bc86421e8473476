"""The control charts of a filling line as a picture (SVG): means above, scatter below."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from metrology.statistics.control_charts import ControlChart
    from services.packages.self_check import FillingChart

WIDTH, LEFT, RIGHT, PANEL, GAP, TOP = 860, 90, 720, 190, 70, 66
MEANS = Text("样本均值与标注净含量之差", "mean deviation from the nominal quantity")
DEVIATIONS = Text("样本标准偏差", "standard deviation of the sample")
RANGES = Text("相邻样本均值之差", "difference of successive means")
CENTRE, UPPER, LOWER = Text("中心线", "centre line"), Text("上控制限", "upper limit"), Text("下控制限", "lower limit")
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
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="Noto Sans, Noto Sans CJK SC, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="{LEFT}" y="24" font-size="15">{escape(title)}</text>'
        + _panel(found.chart.location, TOP, f"{getattr(MEANS, language)} ({unit})", hit, language, nominal=True)
        + _panel(found.chart.spread, TOP + PANEL + GAP, f"{getattr(below, language)} ({unit})", set(found.chart.spread.outside),
                 language, nominal=False)
        + _days(days, height - 16)
        + "</svg>\n"
    )  # fmt: skip


def _panel(chart: ControlChart, top: int, title: str, hit: Collection[int], language: str, *, nominal: bool) -> str:
    marks = [
        (chart.centre, "#333333", "", CENTRE),
        (chart.upper, "#b03020", "6 3", UPPER),
        (chart.lower, "#b03020", "6 3", LOWER),
    ]
    marks += [(0.0, "#7a5a00", "2 3", NOMINAL)] if nominal else []
    low, high = min([*chart.points, *(m[0] for m in marks)]), max([*chart.points, *(m[0] for m in marks)])
    margin = 0.08 * (high - low) or 1.0
    low, high = low - margin, high + margin

    def x(n: int) -> float:
        return _place(n, len(chart.points))

    def y(value: float) -> float:
        return round(top + PANEL - (value - low) / (high - low) * PANEL, 1)

    drawn = [f'<text x="{LEFT}" y="{top - 10}">{escape(title)}</text>']
    for value, colour, dashes, text in marks:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        drawn.append(
            f'<line x1="{LEFT}" y1="{y(value)}" x2="{RIGHT}" y2="{y(value)}" stroke="{colour}"{dashed}/>'
            f'<text x="{RIGHT + 8}" y="{y(value) + 4}" fill="{colour}">{escape(getattr(text, language))}</text>'
            f'<text x="{LEFT - 8}" y="{y(value) + 4}" text-anchor="end" fill="{colour}">{value:.4g}</text>'
        )
    track = " ".join(f"{x(n)},{y(p)}" for n, p in enumerate(chart.points))
    drawn.append(f'<polyline points="{track}" fill="none" stroke="#1f4e79" stroke-width="1.2"/>')
    for n, point in enumerate(chart.points):
        if n in hit:  # a square, so that colour is not alone
            drawn.append(f'<rect x="{x(n) - 5}" y="{y(point) - 5}" width="10" height="10" fill="#b03020"/>')
        else:
            drawn.append(
                f'<circle cx="{x(n)}" cy="{y(point)}" r="3.5" fill="#ffffff" stroke="#1f4e79" stroke-width="1.5"/>'
            )
    return "".join(drawn)


def _place(n: int, count: int) -> float:
    return round(LEFT + 12 + (RIGHT - LEFT - 24) * (n / max(1, count - 1)), 1)


def _days(days: list[str], y: int) -> str:
    last = len(days) - 1
    return "".join(
        f'<text x="{_place(n, len(days))}" y="{y}" text-anchor="middle" fill="#333333">{days[n]}</text>'
        for n in sorted({0, last // 2, last})
    )
