"""The positions of a bench, each with its state and a small error curve; a press shows its course."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_run as m
from console.web.outcomes import CLASS, outcome
from console.web.shell import words
from metrology.text import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.view import View
    from services.bench_work import PositionState, WorkState

MANY = 16
"""From more positions on the cells are small, so that the instruction stays in sight on a screen of 768 lines."""
WIDE, HIGH, REACH = 60.0, 16.0, 1.6
"""The small curve: its size, and how many limits its height reaches to each side."""


class Positions:
    """The grid; nothing on a bench for one instrument.

    Args:
        view: Who looks at it.
        choose: Called with the run of the position that is pressed.
    """

    def __init__(self, view: View, choose: Callable[[str], None]) -> None:
        self._view, self._choose = view, choose
        self._list = ui.element("ul").classes("sy-positions").props(f'aria-label="{view.say(m.POSITIONS)}"')
        self._cells: dict[str, _Cell] = {}

    def show(self, state: WorkState, shown: str) -> None:
        """Draw what is different."""
        if len(state.positions) < 2:
            return
        if len(state.positions) > MANY:
            self._list.classes("sy-many")
        turn = state.pending.position if state.pending is not None else ""
        for position in state.positions:
            cell = self._cells.get(position.run)
            if cell is None:
                with self._list, ui.element("li"):
                    cell = self._cells[position.run] = _Cell(self._view, position, self._choose)
            cell.show(position, turn=position.position == turn, shown=position.run == shown)


class _Cell:
    """One position. What is there is changed: forty-eight that are built again at every point would keep a browser busy."""

    def __init__(self, view: View, position: PositionState, choose: Callable[[str], None]) -> None:
        self._view = view
        self._state: tuple[object, ...] = ()
        self._points = 0
        self._button = ui.element("button").props('type="button" aria-pressed="false"')
        self._button.on("click", partial(choose, position.run)).mark(f"position-{position.position}")
        with self._button:
            words(f"{position.position} · {position.serial} ")
            self._said = words("")
            with (
                ui.element("svg")
                .props(f'viewBox="0 0 {WIDE:g} {HIGH:g}" preserveAspectRatio="none" aria-hidden="true"')
                .classes("sy-spark")
            ):
                for side in (1, -1):
                    y = f"{_height(side):.1f}"
                    ui.element("line").props(f'x1="0" x2="{WIDE:g}" y1="{y}" y2="{y}"')
                self._line = ui.element("polyline").props('points=""')

    def show(self, position: PositionState, *, turn: bool, shown: bool) -> None:
        """Change what is different."""
        now = (position.done, position.outcome, position.stopped, turn, shown)
        if now == self._state:
            return
        self._state = now
        text, look = self._told(position)
        self._said.set_text(text)
        self._said.classes(replace=look)
        self._button.props(f'aria-pressed="{"true" if shown else "false"}"')
        self._button.props("data-turn" if turn else "", remove="" if turn else "data-turn")
        found = ratios(position)
        if len(found) != self._points:
            self._points = len(found)
            self._line._props["points"] = drawn(found)  # noqa: SLF001  a text with blanks is no string of props
            self._line.update()

    def _told(self, position: PositionState) -> tuple[str, str]:
        worst = "not_conform" if any(p.outcome == "not_conform" for p in position.points) else ""
        if position.stopped != NO_TEXT:
            return f"■ {self._view.say(m.STOPPED)}", "sy-bad"
        if position.outcome or worst:
            name = position.outcome or worst
            return outcome(name, self._view.language, position.kind), CLASS.get(name, "sy-other")
        return f"{position.done}/{max(position.total, position.done)}", ""


def ratios(position: PositionState) -> list[float]:
    """The errors of the newest curve in parts of their limit, in the order in which they were decided."""
    newest = next((p for p in reversed(position.points) if p.plot is not None), None)
    if newest is None or newest.plot is None:
        return []
    found = []
    for p in position.points:
        if p.plot is not None and (p.item, p.plot.curve) == (newest.item, newest.plot.curve):
            limit = p.plot.upper if p.plot.y >= 0 else p.plot.lower
            found.append(p.plot.y / abs(limit) if limit else 0.0)
    return found


def drawn(found: list[float]) -> str:
    """The points of the small curve."""
    step = WIDE / max(len(found) - 1, 1)
    return " ".join(f"{n * step:.1f},{_height(y):.1f}" for n, y in enumerate(found))


def _height(ratio: float) -> float:
    return HIGH / 2 * (1 - max(-REACH, min(REACH, ratio)) / REACH)
