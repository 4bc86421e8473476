"""Today: what is on the benches, what waits, whether it can be done, what is due or wrong, what was left unfinished."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_parts, web_scan
from console.catalogue import web_today as m
from console.web.page import Page
from console.web.parts import attempt, button, filled_later, messages, styled
from console.web.readiness_view import attention, ready_shown
from console.web.scan_field import scan_field
from console.web.shell import words
from console.web.today_lists import queue_shown, running_shown, to_approve, unfinished_shown
from services.laboratory.gate_facts import real_today
from services.today.overview import overview

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from console.web.view import View
    from services.today.overview import Overview
    from services.today.waiting import Waiting


def today(view: View) -> None:
    """The page: the scan field at once, everything else as soon as it is looked up."""
    styled()
    words(view.say(m.TITLE), "h1")
    then: list[Waiting] = []

    async def entered(code: str) -> None:
        if code.strip():
            ui.navigate.to(f"/start?code={quote(code)}")
        else:
            ui.navigate.to(f"/start?job={quote(then[0].job)}" if then else "/start")

    scan_field(view, view.say(web_scan.FIELD), entered)
    body = ui.element("div")
    with body:
        words(view.say(web_parts.LOOKING), "p").props('role="status"')

    async def fill() -> None:
        work = partial(overview, view.console.store, real_today(), view.user.id, view.console.laboratory)
        found, wrong = await attempt(view, work)
        first = found.next_for(view.user.id) if found is not None else None
        then[:] = [first] if first is not None else []
        body.clear()
        with body:
            messages(wrong)
            _next(view, first, partial(entered, ""))
            _columns(view, found)

    filled_later(body, fill)


def _next(view: View, first: Waiting | None, press: Callable[[], Awaitable[None]]) -> None:
    with ui.element("div").classes("sy-actions"):
        text = view.say(m.START_FIRST)
        if first is not None:
            text = view.say(m.START_NEXT, name=view.say(first.name), model=first.model, serial=first.serial)
        button(text, press, key="Enter", main=True, mark="next")


def _columns(view: View, found: Overview | None) -> None:
    left = found.left if found is not None else []
    with ui.element("div").classes("sy-columns"):
        with ui.element("div"):
            with section(view.say(m.RUNNING)):
                running_shown(view, left)
            with section(view.say(m.UNFINISHED)):
                unfinished_shown(view, left)
            if found is not None:
                with section(view.say(m.READY)):
                    ready_shown(view, found.ready)
                with section(view.say(m.ATTENTION)):
                    attention(view, found.benches)
        if found is not None:
            with ui.element("div"):
                with section(view.say(m.QUEUE)):
                    queue_shown(view, found.queue)
                with section(view.say(m.TO_APPROVE)):
                    to_approve(view, found.approvals)


@contextmanager
def section(title: str) -> Iterator[None]:
    """A part of the page under its title."""
    with ui.element("section").classes("sy-card"):
        words(title, "h2")
        yield


PAGE = Page("/", m.TITLE, today, entry="/")
