"""The positions of a bench, each with its state; a press shows its course."""

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


class Positions:
    """The grid; nothing on a bench for one instrument.

    Args:
        view: Who looks at it.
        choose: Called with the run of the position that is pressed.
    """

    def __init__(self, view: View, choose: Callable[[str], None]) -> None:
        self._view, self._choose = view, choose
        self._list = ui.element("ul").classes("sy-positions").props(f'aria-label="{view.say(m.POSITIONS)}"')
        self._drawn: dict[str, tuple[object, ...]] = {}
        self._cells: dict[str, ui.element] = {}

    def show(self, state: WorkState, shown: str) -> None:
        """Draw the positions that are different."""
        if len(state.positions) < 2:
            return
        turn = state.pending.position if state.pending is not None else ""
        for position in state.positions:
            key = (position.done, position.outcome, position.stopped, position.position == turn, position.run == shown)
            if self._drawn.get(position.run) == key:
                continue
            self._drawn[position.run] = key
            if position.run not in self._cells:
                with self._list:
                    self._cells[position.run] = ui.element("li")
            cell = self._cells[position.run]
            cell.clear()
            with cell:
                self._cell(position, turn=position.position == turn, shown=position.run == shown)

    def _cell(self, position: PositionState, *, turn: bool, shown: bool) -> None:
        pressed = "true" if shown else "false"
        button = ui.element("button").props(f'type="button" aria-pressed="{pressed}"{" data-turn" if turn else ""}')
        button.on("click", partial(self._choose, position.run)).mark(f"position-{position.position}")
        worst = "not_conform" if any(p.outcome == "not_conform" for p in position.points) else ""
        with button:
            words(f"{position.position} · {position.serial} ")
            if position.stopped != NO_TEXT:
                words(f"■ {self._view.say(m.STOPPED)}").classes("sy-bad")
            elif position.outcome or worst:
                name = position.outcome or worst
                words(outcome(name, self._view.language, position.kind)).classes(CLASS.get(name, "sy-other"))
            else:
                words(f"{position.done}/{max(position.total, position.done)}")
