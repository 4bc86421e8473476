"""Charts of what is looked up, drawn by the ECharts that NiceGUI brings; nothing is compared here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nicegui import ui

from console.catalogue import web_look as m
from reports.wording import SERIES, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.recorded import Chart

MARKS: Final = ("circle", "triangle", "diamond", "rect", "pin", "arrow", "emptyCircle", "emptyTriangle", "emptyDiamond")
"""A mark for each series, since colour alone says nothing to some."""
LIMIT: Final[dict[str, Any]] = {
    "type": "line", "symbol": "none", "silent": True,
    "lineStyle": {"type": "dashed", "color": "#a3121b"}, "itemStyle": {"color": "#a3121b"},
}  # fmt: skip


def drawn(options: dict[str, Any], label: str) -> None:
    """A chart, with what it shows in words for who does not see it; a table beside it has the figures."""
    chart = ui.echart(options).classes("sy-chart")
    chart.props.update({"role": "img", "aria-label": label})


def frame(view: View, series: Sequence[dict[str, Any]], *, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """Axes, legend and series of a chart.

    Args:
        view: Who looks.
        series: What is drawn.
        x: Options of the horizontal axis.
        y: Options of the vertical axis.
    """
    size = 16 if view.large else 12
    return {
        "animation": False,
        "textStyle": {"fontSize": size},
        "grid": {"left": 12, "right": 24, "top": 48, "bottom": 30, "containLabel": True},
        "legend": {"top": 0, "type": "scroll", "textStyle": {"fontSize": size}, "data": [s["name"] for s in series]},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "nameLocation": "middle", "nameGap": 28, "scale": True, **x},
        "yAxis": {"type": "value", "scale": True, **y},
        "series": list(series),
    }


def limits(view: View, lower: Sequence[Sequence[object]], upper: Sequence[Sequence[object]]) -> list[dict[str, Any]]:
    """The lines of the limits."""
    sides = ((m.LOWER, lower), (m.UPPER, upper))
    return [{**LIMIT, "name": view.say(name), "data": [list(p) for p in line]} for name, line in sides if line]


def error_curve(view: View, chart: Chart) -> dict[str, Any]:
    """An error curve within its limits."""
    first = chart.points[0]
    series = limits(view, chart.lower, chart.upper)
    for n, key in enumerate(dict.fromkeys(p.series for p in chart.points)):
        series.append(
            {
                "type": "line",
                "name": view.say(known(SERIES, key)),
                "symbol": MARKS[n % len(MARKS)],
                "symbolSize": 9,
                "data": [[float(p.x), float(p.y)] for p in chart.points if p.series == key],
            }
        )
    x_unit = "" if first.x_unit == "1" else first.x_unit or first.unit
    names = (view.say(m.VALUE_AXIS, unit=x_unit).strip(), view.say(m.ERROR_AXIS, unit=first.unit).strip())
    return frame(view, series, x={"name": names[0]}, y={"name": names[1]})
