"""Today: what runs, and what was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import run as background
from nicegui import ui

from console.catalogue import web_today as m
from console.web.page import Page
from console.web.shell import link, words

if TYPE_CHECKING:
    from console.web.view import View


async def today(view: View) -> None:
    """Works that are running, and runs that wait to be resumed."""
    words(view.say(m.TITLE), "h1")
    words(view.say(m.RUNNING), "h2")
    running = view.console.desk.running()
    if not running:
        words(view.say(m.NOTHING_RUNS), "p")
    with ui.element("ul").classes("sy-list").mark("running"):
        for work in running:
            with ui.element("li"):
                link(f"/run/{work.id}", view.say(m.WORK, what=view.say(work.title), id=work.id))
    words(view.say(m.UNFINISHED), "h2")
    unfinished = await background.io_bound(view.console.desk.unfinished) or []
    if not unfinished:
        words(view.say(m.NOTHING_UNFINISHED), "p")
    with ui.element("ul").classes("sy-list").mark("unfinished"):
        for row in unfinished:
            with ui.element("li"):
                what = view.say(row["subject"])
                words(view.say(m.LEFT, what=what, serial=row["serial"], rule=row["regulation"], run=row["run"]))


PAGE = Page("/", m.TITLE, today, entry="/")
