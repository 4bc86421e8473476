"""Start: from a scanned code to a run at the bench, one instrument or many of a kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_campaigns, web_parts, web_scan
from console.catalogue import web_start as m
from console.web.campaigns import ADDRESS as CAMPAIGNS
from console.web.page import Page
from console.web.parts import button, filled_later, messages, styled
from console.web.proposal_view import proposal_shown
from console.web.scan_field import scan_field
from console.web.shell import link, words
from console.web.start_cell import start_work
from metrology.text import Text

if TYPE_CHECKING:
    from console.web.start_work import StartWork
    from console.web.view import View
    from registers.instruments import Instrument
    from services.starting.looked_up import LookedUp


def start(view: View) -> None:
    """The page."""
    styled()
    words(view.say(m.TITLE), "h1")
    work = start_work(view)
    scan_field(view, view.say(web_scan.FIELD), work.entered)
    body = ui.element("div").classes("sy-start")

    def redraw() -> None:
        body.clear()
        with body:
            _draw(work)

    async def prepare() -> None:
        await work.prepare()
        redraw()

    work.redraw = redraw
    with body:
        words(view.say(web_parts.LOOKING), "p").props('role="status"')
    filled_later(body, prepare)


def _draw(work: StartWork) -> None:
    view = work.view
    if not view.user.id:
        messages([view.say(m.NOBODY)])
    messages(work.wrong)
    messages(work.said, bad=False)
    work.head()
    if work.kind is not None:
        _of_kind(work)
    elif work.proposal is not None:
        proposal_shown(work)
    elif work.found is not None:
        _found(work, work.found)
    elif work.next is not None:
        n = work.next
        words(view.say(m.NEXT_IN_QUEUE, name=view.say(n.name), model=n.model, serial=n.serial, job=n.job), "p").classes(
            "sy-big"
        )
    else:
        words(view.say(m.NOTHING), "p").classes("sy-big")
        link(CAMPAIGNS, view.say(web_campaigns.TITLE))


def _found(work: StartWork, found: LookedUp) -> None:
    """A registered instrument without a job, or a code that is not registered."""
    view = work.view
    if found.instrument is not None:
        of = found.instrument.record
        text = view.say(
            m.REGISTERED, name=name_of(view, of), model=of.model, serial=of.serial or of.code, key=found.instrument.key
        )
        words(text, "p").classes("sy-big")
        with ui.element("div").classes("sy-actions"):
            button(view.say(m.TAKE_IN), partial(work.entered, ""), key="Enter", main=True, mark="take-in")
            button(view.say(m.SEVERAL), partial(work.several, found.instrument), key="F4", mark="several")
        return
    words(view.say(m.UNKNOWN, code=found.code) if work.models else view.say(m.NO_MODELS), "p").classes("sy-big")
    with ui.element("div").classes("sy-actions sy-column").props('data-mark="models"'):
        for n, row in enumerate(work.models, 1):
            of = row.record
            text = view.say(m.SAME_AS, name=name_of(view, of), model=of.model, maker=of.maker)
            key = "Enter" if n == 1 else f"F{n}" if n <= 9 else ""
            button(text, partial(work.like_pressed, row), key=key, main=n == 1)


def _of_kind(work: StartWork) -> None:
    """Instruments of one kind, one after another."""
    view, kind = work.view, work.kind
    if kind is None:
        return
    of = kind.record
    words(view.say(m.OF_KIND, name=name_of(view, of), model=of.model, maker=of.maker), "h2")
    words(view.say(m.FIELD_OF_KIND), "p")
    if work.taken:
        words(view.say(m.COUNT, count=len(work.taken), order=work.taken[0].order), "p").classes("sy-big").props(
            'data-mark="count"'
        )
        with ui.element("div").classes("sy-actions"):
            button(view.say(m.ALL_SCANNED), partial(work.entered, ""), key="Enter", main=True, mark="all-scanned")
    with ui.element("ol").classes("sy-list").props('data-mark="taken"'):
        for taken in reversed(work.taken):
            with ui.element("li"):
                words(f"{taken.serial} · {taken.job}")
                button(view.say(m.REMOVE, serial=taken.serial), partial(work.cancel, taken))


def name_of(view: View, of: Instrument) -> str:
    """The name of an instrument in the language of the screen."""
    return view.say(Text(of.name, of.name_en or of.name))


PAGE = Page("/start", m.TITLE, start, entry="/start")
