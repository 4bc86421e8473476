"""Today: what is on the benches, what waits, whether it can be done, what is due or wrong, what was left unfinished."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
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
from console.web.user_functions import functions_of
from services.finished.approvals import Approval, approvals
from services.gate_facts import real_today
from services.today.readiness import BenchState, Readiness, bench_states, readiness
from services.today.unfinished import Unfinished, unfinished
from services.today.waiting import Waiting, next_job, waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from console.web.view import View


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows."""

    queue: list[Waiting]
    left: list[Unfinished]
    ready: list[Readiness]
    benches: list[BenchState]
    approvals: list[Approval]

    def next_for(self, person: str) -> Waiting | None:
        """The job that a person does next; None for none."""
        return next_job(self.queue, person, left={one.job for one in self.left})


def gather(url: str, person: str, laboratory: Path) -> Today:
    """Look at everything that the page shows; a store that is not there yet has nothing.

    Raises:
        RecordsError: The store cannot be read.
    """
    on = real_today()
    left = unfinished(url)
    queue = waiting(url, on)
    ready = readiness(url, queue, on, person)
    return Today(queue, left, ready, bench_states(on), approvals(url, person, functions_of(person, laboratory)))


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
        work = partial(gather, view.console.store, view.user.id, view.console.laboratory)
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


def _columns(view: View, found: Today | None) -> None:
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
