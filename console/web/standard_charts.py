"""Charts of a measurement standard: its corrections over its certificates, and the control chart of a check standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from console.catalogue import web_standards as m
from console.web.look_chart import LIMIT, MARKS, drawn, frame
from console.web.look_parts import folded, table
from console.web.shell import words
from metrology.exact import plain
from services.standards.control_chart import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.standards.control_chart import CheckChart
    from services.standards.looked_at import Drift


def drift_shown(view: View, drifts: Sequence[Drift]) -> None:
    """A chart for each unit, and the figures."""
    if not drifts:
        words(view.say(m.NO_DRIFT), "p")
        return
    words(view.say(m.DRIFT_SAID), "p").classes("sy-small")
    for kind in dict.fromkeys((d.quantity, d.unit) for d in drifts):
        mine = [d for d in drifts if (d.quantity, d.unit) == kind]
        name = " ".join(part for part in kind if part)
        series = [s for n, d in enumerate(mine) for s in _drift(view, n, d)]
        axis = {"name": view.say(m.CORRECTION_AXIS, unit=kind[1])}
        drawn(frame(view, series, x={"type": "time", "name": ""}, y=axis), view.say(m.DRIFT_CHART, quantity=name))
    rows = [
        [
            view.say(m.AT, value=d.value, unit=d.unit),
            f.on.isoformat(),
            f.number,
            plain(f.correction),
            plain(f.uncertainty),
        ]
        for d in drifts
        for f in d.found
    ]
    titles = [view.say(c) for c in m.DRIFT_COLUMNS]
    folded(view.say(m.FIGURES), lambda: table(titles, rows, mark="drift"), mark="drift")


def _drift(view: View, n: int, d: Drift) -> list[dict[str, Any]]:
    """The corrections at a value, and a line from -U to U at each."""
    name = view.say(m.AT, value=d.value, unit=d.unit)
    points = [[f.on.isoformat(), float(f.correction)] for f in d.found]
    line = {"type": "line", "name": name, "symbol": MARKS[n % len(MARKS)], "symbolSize": 9, "data": points}
    bars = [
        {
            "type": "line", "name": name, "symbol": "none", "silent": True, "lineStyle": {"width": 1, "color": "#8a97a3"},
            "data": [[f.on.isoformat(), float(f.correction) + sign * float(f.uncertainty)] for sign in (-1, 1)],
        }
        for f in d.found
    ]  # fmt: skip
    return [line, *bars]


def control_shown(view: View, chart: CheckChart) -> None:
    """A control chart with what it says in words: whether the newest check is in control, and every test that was hit."""
    title = view.say(m.CONTROL, point=chart.point)
    words(title, "h3")
    good = chart.in_control
    words(view.say(m.IN_CONTROL if good else m.OUT_OF_CONTROL), "p").classes("sy-good" if good else "sy-bad").props(
        'data-mark="in-control"'
    )
    drawn(frame(view, _control(view, chart), x={"type": "time", "name": ""}, y={"name": chart.unit}), title)
    with ui.element("ul").classes("sy-list"):
        for test, positions in sorted(chart.patterns.items()):
            days = ", ".join(chart.days[n].isoformat() for n in positions)
            words(view.say(m.HIT, test=view.say(PATTERNS[test]), days=days), "li")
    words(view.say(m.BASELINE, count=chart.baseline), "p").classes("sy-small")


def _control(view: View, chart: CheckChart) -> list[dict[str, Any]]:
    days = [day.isoformat() for day in chart.days]
    hit = sorted({n for positions in chart.patterns.values() for n in positions})
    means = list(zip(days, chart.chart.points, strict=True))
    ends = (days[0], days[-1])
    lines = (
        (m.UPPER, chart.chart.upper, "dashed"),
        (m.CENTRE, chart.chart.centre, "solid"),
        (m.LOWER, chart.chart.lower, "dashed"),
    )
    return [
        *(
            {**LIMIT, "name": view.say(text), "lineStyle": {**LIMIT["lineStyle"], "type": dash}, "data": [[d, at] for d in ends]}
            for text, at, dash in lines
        ),
        {"type": "line", "name": view.say(m.MEANS), "symbol": "circle", "symbolSize": 7, "data": [list(p) for p in means]},
        {
            "type": "scatter", "name": view.say(m.HITS), "symbol": "rect", "symbolSize": 13,
            "itemStyle": {"color": "#a3121b"}, "data": [list(means[n]) for n in hit],
        },
    ]  # fmt: skip
