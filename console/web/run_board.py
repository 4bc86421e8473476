"""The page Run as it changes: follows a work, and draws again what is different."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from nicegui import background_tasks, ui

from console.catalogue import web_run as m
from console.web.run_controls import Controls
from console.web.run_course import Curve, Items
from console.web.run_noted import Noting
from console.web.run_positions import Positions
from console.web.run_question import Asked
from console.web.run_readings import Readings
from console.web.run_seen import SeenNow
from console.web.shell import words

if TYPE_CHECKING:
    from console.web.view import View
    from services.bench_work import BenchWork, PositionState, WorkState

BREATH = 0.05
"""Seconds between two drawings: what happens within them is drawn at once."""


class Board:
    """One window on one work.

    Args:
        view: Who looks at it.
        work: The work.
    """

    def __init__(self, view: View, work: BenchWork) -> None:
        self._view, self._work = view, work
        self._state = work.state()
        self._chosen = ""
        with ui.element("div").classes("sy-run"):
            self._head = ui.element("div").classes("sy-head")
            self._positions = Positions(view, self._choose)
            with ui.element("div"):
                self._asked = Asked(view, work)
                self._seen = SeenNow(view)
                self._noting = Noting(view, work)
                self._curve = Curve(view)
                self._readings = Readings(view)
            with ui.element("div"):
                self._items = Items(view)
        self._controls = Controls(view, work)
        self._title: tuple[object, ...] = ()
        self._draw()
        self._follow()

    def _follow(self) -> None:
        loop, changed, client = asyncio.get_running_loop(), asyncio.Event(), ui.context.client

        def happened() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(changed.set)

        leave = self._work.events.follow(happened)
        client.on_delete(leave)
        client.on_delete(changed.set)

        async def keep() -> None:
            while not client.is_deleted:
                await changed.wait()
                changed.clear()
                if client.is_deleted:
                    return
                with client:
                    self._draw()
                await asyncio.sleep(BREATH)

        background_tasks.create(keep(), name=f"follow {self._work.id}")
        changed.set()

    def _choose(self, run: str) -> None:
        self._chosen = run
        self._draw()

    def _draw(self) -> None:
        self._state = state = self._work.state()
        shown = self._shown(state)
        self._titled(state, shown)
        self._positions.show(state, shown.run if shown is not None else "")
        self._asked.show(state, shown)
        self._seen.show(state)
        self._noting.show(state, shown, _current(state, shown))
        self._curve.show(shown)
        self._readings.show(shown)
        self._items.show(shown, _current(state, shown), over=bool(state.ended))
        self._controls.show(state)

    def _shown(self, state: WorkState) -> PositionState | None:
        """The instrument whose course is shown: the chosen one, else the one that is asked about, else the first."""
        if not state.positions:
            return None
        turn = state.pending.position if state.pending is not None else ""
        chosen = next((p for p in state.positions if p.run == self._chosen), None)
        return chosen or next((p for p in state.positions if turn and p.position == turn), state.positions[0])

    def _titled(self, state: WorkState, shown: PositionState | None) -> None:
        title = (state.title, *(() if shown is None else (shown.run, shown.simulated, shown.draft)))
        if title == self._title:
            return
        self._title = title
        say = self._view.say
        self._head.clear()
        with self._head:
            words(say(state.title), "h1")
            if shown is not None:
                words(say(m.INSTRUMENT, name=say(shown.name), model=shown.model, serial=shown.serial)).mark(
                    "instrument"
                )
                words(say(m.RUN, rule=shown.regulation, run=shown.run)).mark("run")
                for flag, text in ((shown.simulated, m.SIMULATED), (shown.draft, m.DRAFT)):
                    if flag:
                        words(say(text)).classes("sy-badge")


def _current(state: WorkState, shown: PositionState | None) -> str:
    """Key of the item that is examined: that of the question, where one is asked of this instrument."""
    pending = state.pending
    if shown is None:
        return ""
    if pending is not None and pending.address and pending.position in {"", shown.position}:
        return pending.address.partition("/")[0]
    return shown.current
