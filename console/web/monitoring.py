"""The page Monitoring: open alarms on top, then every point with its newest value; it updates itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from nicegui import ui

from console.catalogue import alarm_texts
from console.catalogue import web_monitoring as m
from console.web.look_parts import looks, table
from console.web.monitored_points import Points
from console.web.page import Page
from console.web.parts import attempt, button, choice, messages, styled
from console.web.permission import permitted
from console.web.shell import link, words
from monitoring.schedule import at_place
from services.accounts.roles import Action
from services.monitoring.alarms import acknowledge
from services.monitoring.board import Board, monitors_in
from services.monitoring.elsewhere import open_elsewhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from monitoring.alarm_deciding import Alarm
    from services.monitoring.board import Listed, Snapshot
    from services.monitoring.elsewhere import Elsewhere

ADDRESS = "/monitoring"
EVERY: Final = 2.0
"""Seconds after which the store is looked at again."""
OTHERS_EVERY: Final = 5.0
"""Seconds after which the alarms of the other monitors are looked at again."""
MOST: Final = 50
"""Open alarms that are shown."""


async def monitoring(view: View) -> None:
    """The page."""
    styled()
    looks()
    found, wrong = await attempt(view, partial(monitors_in, view.console.laboratory))
    messages(wrong)
    usable = [one for one in found or () if not one.problems]
    alarmed = await attempt(view, partial(open_elsewhere, usable)) if len(usable) > 1 else ((), ())
    wanted = view.query.get("monitor") or next((one.name for one in alarmed[0] or ()), "")
    chosen = next((one for one in usable if one.name == wanted), usable[0] if usable else None)
    words(view.say(m.HEADING, name=chosen.name) if chosen is not None else view.say(m.TITLE), "h1")
    messages([view.say(m.UNUSABLE, name=o.name, reason=view.refusal(o.problems[0])) for o in found or () if o.problems])
    if chosen is None:
        words(view.say(m.NONE), "p")
        return
    if len(usable) > 1:
        names = {one.name: one.name for one in usable}
        choice(view.say(m.CHOOSE), names, chosen.name, lambda name: ui.navigate.to(f"{ADDRESS}?monitor={name}"))
    await Others(view, [one for one in usable if one is not chosen]).begin()
    await Live(view, chosen).begin()


class Others:
    """Alarms of the monitors that this window does not show: nobody overlooks one because another is chosen.

    Args:
        view: Who looks.
        monitors: The others.
    """

    def __init__(self, view: View, monitors: list[Listed]) -> None:
        self._view, self._monitors = view, monitors
        self._place = ui.element("div").props('aria-live="polite" data-mark="alarms-elsewhere"')
        self._shown: tuple[Elsewhere, ...] = ()

    async def begin(self) -> None:
        """Look now, and again every some seconds."""
        if self._monitors:
            await self._look()
            ui.timer(OTHERS_EVERY, self._look, immediate=False)

    async def _look(self) -> None:
        found, wrong = await attempt(self._view, partial(open_elsewhere, self._monitors))
        if found == self._shown and not wrong:
            return
        self._shown = found or ()
        self._place.clear()
        with self._place:
            messages(wrong)
            for one in self._shown:
                with ui.element("p").classes("sy-bad"):
                    link(f"{ADDRESS}?monitor={one.name}", self._view.say(m.ELSEWHERE, **one._asdict()))


class Live:
    """One window on one monitor.

    Args:
        view: Who looks at it.
        one: The monitor.
    """

    def __init__(self, view: View, one: Listed) -> None:
        self._view, self._path = view, one.path
        self._board = Board(one.path)
        self._shown: tuple[object, ...] = ()
        self._busy = False
        with ui.element("section").classes("sy-card").props('aria-live="polite"').mark("alarms"):
            words(view.say(m.ALARMS), "h2")
            self._problems, self._alarms = ui.element("div"), ui.element("div")
        self._points = Points(view)
        words(view.say(m.LIVE, seconds=f"{EVERY:g}"), "p").classes("sy-small")
        ui.context.client.on_delete(self._board.close)

    async def begin(self) -> None:
        """Show it now, and again every few seconds."""
        await self._look()
        ui.timer(EVERY, self._look, immediate=False)

    async def _look(self) -> None:
        if self._busy:  # a busy disk: the next time will do
            return
        self._busy = True
        try:
            found, wrong = await attempt(self._view, self._board.look)
        finally:
            self._busy = False
        if found is not None:
            self._draw(found)
        elif wrong:
            self._say(wrong)

    def _draw(self, found: Snapshot) -> None:
        if not found.began:
            self._say([self._view.say(m.NOT_BEGUN)], bad=False)
            return
        if found.alarms != self._shown or not self._shown:
            self._shown = found.alarms
            self._alarms.clear()
            with self._alarms:
                self._drawn(found.alarms)
        self._points.show(found.points)

    def _drawn(self, alarms: Sequence[Alarm]) -> None:
        view = self._view
        if not alarms:
            words(view.say(m.NO_ALARMS), "p").classes("sy-good")
            return
        new = [a for a in alarms if a.acknowledged is None]
        words(view.say(m.COUNT, count=len(alarms), new=len(new)), "p").classes("sy-big")
        if new and view.user.may(Action.ACKNOWLEDGE):
            with ui.element("div").classes("sy-actions"):
                button(
                    view.say(m.ACKNOWLEDGE, n=new[0].n),
                    partial(self._acknowledge, new[0].n),
                    key="F8",
                    main=True,
                    mark="acknowledge",
                )
        rows = [self._row(a) for a in alarms[:MOST]]
        table([view.say(c) for c in m.ALARM_COLUMNS], rows, mark="open-alarms", label=view.say(m.ALARMS))

    def _row(self, a: Alarm) -> list[Cell]:
        view, zone = self._view, self._board.file.zone
        severity = a.severity if a.cleared is None else ""
        what = view.say(a.text) + (f" ({view.say(m.RETURNED, count=a.returns)})" if a.returns else "")
        who = view.say(m.BY, by=a.by, at=at_place(a.acknowledged, zone)[11:19]) if a.acknowledged is not None else ""
        cell: Cell = who
        if a.acknowledged is None and view.user.may(Action.ACKNOWLEDGE):
            cell = partial(
                button, view.say(m.ACKNOWLEDGE, n=a.n), partial(self._acknowledge, a.n), mark=f"acknowledge-{a.n}"
            )
        return [
            str(a.n),
            partial(_marked, view.say(m.SEVERITIES[a.severity]), m.LOOK[severity] if severity else ""),
            view.say(alarm_texts.STATES[a.state]),
            what,
            at_place(a.raised, zone)[:19].replace("T", " "),
            view.say(m.LEVEL, level=a.level + 1) if a.route else "–",
            cell,
        ]

    async def _acknowledge(self, n: int) -> None:
        user = await permitted(self._view, Action.ACKNOWLEDGE)
        if user is None:
            return
        if not user.id:  # without accounts, and the laboratory has several verifiers: nobody knows who this is
            self._say([self._view.say(m.NOBODY)])
            return
        _, wrong = await attempt(self._view, partial(acknowledge, self._path, n, user.id, ""))
        self._say(wrong)
        await self._look()

    def _say(self, texts: Sequence[str], *, bad: bool = True) -> None:
        self._problems.clear()
        with self._problems:
            messages(texts, bad=bad)


def _marked(text: str, look: str) -> None:
    words(text).classes(f"sy-outcome {look}".rstrip())


PAGE = Page(ADDRESS, m.TITLE, monitoring, entry=ADDRESS)
