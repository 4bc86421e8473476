"""Run: one work at the bench, from its first question to its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_run as m
from console.web.page import Page
from console.web.shell import link, words

if TYPE_CHECKING:
    from console.web.view import View


def works(view: View) -> None:
    """The works of this server."""
    words(view.say(m.TITLE), "h1")
    found = view.console.desk.works()
    if not found:
        words(view.say(m.NO_WORK), "p")
    with ui.element("ul").classes("sy-list"):
        for work in found:
            with ui.element("li"):
                link(f"/run/{work.id}", f"{view.say(work.title)} · {work.id}")


def one(view: View) -> None:
    """One work."""
    work = view.console.desk.find(view.path["work"])
    words(view.say(m.TITLE if work is None else work.title), "h1")
    if work is None:
        words(view.say(m.UNKNOWN), "p")


LIST = Page("/run", m.TITLE, works, entry="/run")
PAGE = Page("/run/{work}", m.TITLE, one)
