"""The table of the points of a monitor: rows stay, and only what is different is sent to the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nicegui import ui

from console.catalogue import web_monitoring as m
from console.web.shell import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.monitoring.board import PointRow

WIDTH, HEIGHT = 96, 24
CELLS: Final = 7
"""Cells with words; the trend is the last one."""


class Points:
    """The table.

    Args:
        view: Who looks at it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._rows: list[_Row] = []
        with ui.element("section").classes("sy-card"):
            words(view.say(m.POINTS), "h2")
            with ui.element("div").classes("sy-scroll"), ui.element("table").classes("sy-table sy-titled") as drawn:
                drawn.props["data-mark"], drawn.props["aria-label"] = "points", view.say(m.POINTS)
                with ui.element("thead"), ui.element("tr"):
                    for title in m.POINT_COLUMNS:
                        words(view.say(title), "th").props('scope="col"')
                self._body = ui.element("tbody")

    def show(self, points: Sequence[PointRow]) -> None:
        """Draw what is different."""
        with self._body:
            while len(self._rows) < len(points):
                self._rows.append(_Row(self._view))
        for row, point in zip(self._rows, points, strict=True):
            row.show(point)


class _Row:
    """One line of the table, whichever point it shows now."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._said: list[str] = [""] * CELLS
        self._look, self._points = "", ""
        titles = [view.say(c) for c in m.POINT_COLUMNS]
        with ui.element("tr"):
            self._cells: list[Any] = []
            for title in titles[:CELLS]:
                cell = words("", "td")
                cell.props["data-title"] = title
                self._cells.append(cell)
            with ui.element("td") as last:
                last.props["data-title"] = titles[-1]
                with ui.element("svg").classes("sy-trend") as self._picture:
                    self._picture.props(f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img"')
                    self._line = ui.element("polyline").props('fill="none" stroke="currentColor" stroke-width="1.5"')

    def show(self, p: PointRow) -> None:
        """Draw what is different."""
        view = self._view
        state = p.severity or ("old" if p.old else "")
        flags = ", ".join(view.say(f) for f in p.flags) or (view.say(m.GOOD) if p.value else "")
        said = [
            view.say(m.SEVERITIES[state]), p.point.meter, f"{p.point.quantity} ({p.point.period})",
            f"{p.value} {p.unit}".strip() or view.say(m.NO_VALUE), p.at, self._age(p.age),
            f"{flags} · {view.say(m.SIMULATED)}" if p.simulated and p.value else flags,
        ]  # fmt: skip
        for n, (old, new) in enumerate(zip(self._said, said, strict=True)):
            if old != new:
                self._cells[n].set_text(new)
        self._said = said
        if self._look != (look := m.LOOK[state]):
            self._cells[0].classes(add=look, remove=self._look or None)
            self._look = look
        self._trend(p.trend)

    def _age(self, age: float | None) -> str:
        if age is None:
            return "–"
        unit, text = next((unit, text) for below, unit, text in m.AGES if age < below)
        return self._view.say(text, n=int(age // unit))

    def _trend(self, values: Sequence[float]) -> None:
        points = _scaled(values)
        if points == self._points:
            return
        self._points = points
        self._line.props["points"] = points
        self._line.update()
        if values:
            said = self._view.say(m.TREND, low=f"{min(values):g}", high=f"{max(values):g}")
            self._picture.props["aria-label"] = said
            self._picture.update()


def _scaled(values: Sequence[float]) -> str:
    """The points of a line through some values."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    step, span = (WIDTH - 4) / (len(values) - 1), (high - low) or 1.0
    return " ".join(
        f"{2 + n * step:.1f},{HEIGHT - 3 - (v - low) / span * (HEIGHT - 6):.1f}" for n, v in enumerate(values)
    )
