"""Pause, continue and stop, at the foot of the page Run. Stop is never disabled; it wants a second press."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from nicegui import run as background
from nicegui import ui

from console.catalogue import web_run as m
from console.web.permission import permitted
from console.web.run_rights import action_of, stopping
from console.web.shell import words

if TYPE_CHECKING:
    from console.web.view import View
    from services.bench_work import BenchWork, WorkState

SECOND_PRESS = 8.0
"""Seconds within which the second press of Stop counts."""


class Controls:
    """The bar at the foot.

    Args:
        view: Who looks at it.
        work: The work.
    """

    def __init__(self, view: View, work: BenchWork) -> None:
        self._view, self._work = view, work
        self._armed = 0.0
        with ui.element("div").classes("sy-bar").props('role="region"'):
            self._phase = words("").classes("sy-phase").props('role="status"').mark("phase")
            self._bar = ui.element("progress").props('max="1" value="0"')
            self._progress = words("").mark("progress")
            self._pause = words(view.say(m.PAUSE), "button").props('id="pause" type="button"').mark("pause")
            self._stop = words(view.say(m.STOP), "button").props('id="stop" type="button"').mark("stop")
        self._pause.on("click", self._pause_pressed)
        self._stop.on("click", self._stop_pressed)

    def show(self, state: WorkState) -> None:
        """Draw what is different."""
        say = self._view.say
        self._phase.set_text(say(m.PHASES[state.phase]))
        held = state.phase in {"paused", "pausing"}
        self._pause.set_text(say(m.PROCEED if held else m.PAUSE))
        self._pause.set_visibility(not state.ended)
        self._stop.set_visibility(not state.ended)
        if not self._is_armed():
            self._stop.set_text(say(m.STOP))
        done = sum(p.done for p in state.positions)
        total = max(sum(p.total for p in state.positions), done)
        if total:
            self._progress.set_text(say(m.PROGRESS, done=done, total=total, left=total - done))
            self._bar.props(f'max="{total}" value="{done}" aria-label="{done}/{total}"')

    def _is_armed(self) -> bool:
        return asyncio.get_running_loop().time() < self._armed

    async def _pause_pressed(self) -> None:
        user = await permitted(self._view, action_of(self._view, self._work))
        if user is None:
            return
        if self._work.control.held() is None:
            self._work.pause(user.name or user.id)
            ui.notify(self._view.say(m.PAUSE_SAYS), type="info")
        else:
            self._work.proceed(user.name or user.id)

    async def _stop_pressed(self) -> None:
        if not self._is_armed():
            self._armed = asyncio.get_running_loop().time() + SECOND_PRESS
            self._stop.set_text(self._view.say(m.STOP_SURE))
            ui.notify(self._view.say(m.STOP_COSTS), type="warning")
            ui.timer(SECOND_PRESS, lambda: self.show(self._work.state()), once=True)
            return
        user = await permitted(self._view, stopping(self._view, self._work))
        if user is not None:
            await background.io_bound(self._work.stop, user.name or user.id)
