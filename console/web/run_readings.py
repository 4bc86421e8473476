"""The readings of the item that is measured, row by row, and the trace of what the instruments showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nicegui import ui

from console.catalogue import web_readings as m
from console.web.shell import words

if TYPE_CHECKING:
    from console.web.view import View
    from services.bench_work import PositionState
    from services.bench_work.state import ReadingRow

SHOWN = 8
"""Rows that are shown, the newest first."""


class Readings:
    """The sheet of one item, and its trace.

    Args:
        view: Who looks at it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._drawn: tuple[object, ...] = ()
        self._part = ui.element("section").mark("readings")
        with self._part:
            words(view.say(m.TITLE), "h2")
            self._table = ui.element("table").classes("sy-readings")
            self._chart = ui.echart({"series": []}).classes("sy-trace")
            self._chart.props(f'role="img" aria-label="{view.say(m.TRACE)}"')
        self._part.set_visibility(False)

    def show(self, position: PositionState | None) -> None:
        """Draw what is different."""
        rows = () if position is None else position.readings
        if position is None or (position.run, rows) == self._drawn:
            return
        self._drawn = (position.run, rows)
        self._part.set_visibility(bool(rows))
        self._table.clear()
        with self._table, ui.element("tbody"):
            for row in reversed(rows[-SHOWN:]):
                self._row(row)
        trace = trace_of(rows)
        self._chart.set_visibility(len(trace) > 1)
        if len(trace) > 1:
            self._chart.options.clear()
            self._chart.options.update(self._options(trace))
            self._chart.update()

    def _row(self, row: ReadingRow) -> None:
        with ui.element("tr"):
            words(self._view.say(row.question), "th").props('scope="row"')
            words(f"{row.value} {row.unit}", "td").classes("sy-value")
            words(self._view.say(m.HOW.get(row.how, m.OTHER)), "td")

    def _options(self, trace: list[ReadingRow]) -> dict[str, Any]:
        newest = trace[-1]
        return {
            "animation": False,
            "grid": {"left": 70, "right": 20, "top": 25, "bottom": 40},
            "tooltip": {"trigger": "item"},
            "xAxis": {
                "type": "value", "name": self._view.say(m.TIME), "nameLocation": "middle", "nameGap": 26, "scale": True,
            },
            "yAxis": {"type": "value", "name": newest.unit, "scale": True},
            "series": [{"type": "line", "symbolSize": 5, "data": [[float(r.elapsed), float(r.value)] for r in trace]}],
        }  # fmt: skip


def trace_of(rows: tuple[ReadingRow, ...]) -> list[ReadingRow]:
    """What instruments showed in the unit of their newest reading, over time; binary floats are fit for drawing."""
    numbers = [row for row in rows if row.how == "instrument" and row.number]
    return [row for row in numbers if row.unit == numbers[-1].unit]
