"""What sources, standards and the room show while a run waits: beside the question, and said not to be on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_run as m
from console.web.shell import words

if TYPE_CHECKING:
    from console.web.view import View
    from services.bench_work import WorkState

MOST = 6
"""Lines; a bench with more instruments that are waited for shows those of the first."""


class SeenNow:
    """A few lines that change every second; a screen reader does not read them out by itself.

    Args:
        view: Who looks at it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._drawn: tuple[object, ...] = ()
        self._part = ui.element("section").classes("sy-now").props(f'aria-label="{view.say(m.SEEN)}"').mark("seen")
        self._part.set_visibility(False)

    def show(self, state: WorkState) -> None:
        """Draw what is different."""
        if state.seen == self._drawn:
            return
        self._drawn = state.seen
        self._part.clear()
        self._part.set_visibility(bool(state.seen))
        say = self._view.say
        with self._part:
            for one in state.seen[:MOST]:
                at = say(m.SEEN_AT, role=one.role, position=one.position) if one.position else one.role
                words(say(m.SEEN_LINE, at=at, shows=one.text), "p")
            if state.seen:
                words(say(m.SEEN_SAYS), "p").classes("sy-hint")
