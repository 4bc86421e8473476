"""Run: one work at the bench, from its first question to its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_run as m
from console.web.page import Page
from console.web.run_board import Board
from console.web.shell import link, words

if TYPE_CHECKING:
    from console.web.view import View


def works(view: View) -> None:
    """The works of this server."""
    words(view.say(m.TITLE), "h1")
    found = view.console.desk.works()
    if not found:
        words(view.say(m.NO_WORK), "p")
    with ui.element("ul").classes("sy-list").mark("works"):
        for work in found:
            state = work.state()
            with ui.element("li"):
                serials = ", ".join(p.serial for p in state.positions)
                link(f"/run/{work.id}", f"{view.say(state.title)} {serials}")
                words(f" · {view.say(m.PHASES[state.phase])} · {work.person}")


def one(view: View) -> None:
    """One work."""
    ui.add_head_html('<link rel="stylesheet" href="/assets/run.css"><script src="/assets/run.js" defer></script>')
    work = view.console.desk.find(view.path["work"])
    if work is not None:
        Board(view, work)
        words(view.say(m.KEYS), "p").classes("sy-hint")
        return
    words(view.say(m.TITLE), "h1")
    words(view.say(m.UNKNOWN), "p")
    link("/", view.say(m.TO_TODAY))


LIST = Page("/run", m.TITLE, works, entry="/run")
PAGE = Page("/run/{work}", m.TITLE, one)
