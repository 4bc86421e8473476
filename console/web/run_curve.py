"""The error curve of an item within its limits, for a chart. Binary floats are fit for drawing; nothing is compared here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from console.catalogue import web_run as m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.bench_work import PositionState
    from services.bench_work.state import Band, Plot

SYMBOLS = {"up": "triangle", "down": "circle"}
LIMIT = {"type": "line", "symbol": "none", "lineStyle": {"type": "dashed", "color": "#a3121b"}, "silent": True}


class Drawn(NamedTuple):
    """The curve that is drawn: its points and its limits."""

    points: tuple[Plot, ...]
    band: tuple[Band, ...]


def curve_of(position: PositionState) -> Drawn | None:
    """The newest error curve of an instrument; None before its first point."""
    newest = next((p for p in reversed(position.points) if p.plot is not None), None)
    if newest is None or newest.plot is None:
        return None
    curve = newest.plot.curve
    points = tuple(
        p.plot for p in position.points if p.plot is not None and (p.item, p.plot.curve) == (newest.item, curve)
    )
    band = tuple(b for b in position.band if b.item in {"", newest.item} and b.curve in {"", curve})
    return Drawn(points, band)


def options(drawn: Drawn, view: View) -> dict[str, Any]:
    """The options of the chart."""
    first = drawn.points[0]
    sides = ((m.LOWER, _limits(drawn, "lower")), (m.UPPER, _limits(drawn, "upper")))
    series: list[dict[str, Any]] = [{**LIMIT, "name": view.say(name), "data": found} for name, found in sides if found]
    series += [
        {
            "type": "line",
            "name": view.say(m.SERIES.get(key, m.OTHER_SERIES)),
            "symbol": SYMBOLS.get(key, "diamond"),
            "symbolSize": 10,
            "data": [[p.x, p.y] for p in drawn.points if p.series == key],
        }
        for key in dict.fromkeys(p.series for p in drawn.points)
    ]
    x_unit = "" if first.x_unit == "1" else first.x_unit
    return {
        "animation": False,
        "grid": {"left": 70, "right": 20, "top": 40, "bottom": 45},
        "legend": {"top": 0, "data": [one["name"] for one in series if "silent" not in one]},
        "tooltip": {"trigger": "item"},
        "xAxis": {
            "type": "value",
            "name": view.say(m.VALUE_AXIS, unit=x_unit),
            "nameLocation": "middle",
            "nameGap": 28,
            "scale": True,
        },
        "yAxis": {"type": "value", "name": view.say(m.ERROR_AXIS, unit=first.unit), "scale": False},
        "series": series,
    }


def _limits(drawn: Drawn, side: str) -> list[list[float]]:
    """The line of one limit: over the whole range where the plan gives it, else through the points."""
    if drawn.band:
        ends: Sequence[tuple[float, float | None]] = [
            (x, getattr(b, side)) for b in sorted(drawn.band, key=lambda b: b.start) for x in (b.start, b.end)
        ]
    else:
        ends = sorted((p.x, getattr(p, side)) for p in drawn.points if getattr(p, side) is not None)
    return [[x, y] for x, y in ends if y is not None]
