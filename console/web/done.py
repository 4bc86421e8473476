"""After a run: how it ended in words, its documents as they will be printed, the next step, the next instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_done as m
from console.catalogue import web_scan
from console.catalogue.web_campaigns import TO_CAMPAIGN
from console.web.campaigns import address_of
from console.web.done_adjust import adjustment
from console.web.done_work import DoneWork, Finished
from console.web.page import Page
from console.web.parts import button, choice, filled_later, listed, messages, outcome_words, styled
from console.web.proposal_view import stage_text
from console.web.scan_field import scan_field
from console.web.shell import link, words

if TYPE_CHECKING:
    from console.web.view import View
    from services.finished.ended import Ended


async def done(view: View) -> None:
    """The page."""
    styled()
    work = DoneWork(view)
    await work.look()

    async def entered(code: str) -> None:
        then = work.found.then if work.found is not None else None
        after = quote(work.found.key) if work.found is not None else ""
        if code.strip():
            ui.navigate.to(f"/start?code={quote(code)}")
        elif work.found is not None and work.found.end.campaign:
            ui.navigate.to(address_of(work.found.end.campaign))
        elif then is not None:
            ui.navigate.to(f"/start?job={quote(then.job)}&after={after}")
        else:
            ui.navigate.to("/start")

    words(view.say(m.TITLE), "h1")
    body = ui.element("div")
    scan_field(view, view.say(web_scan.FIELD), entered)
    with ui.element("div").classes("sy-actions"):
        then = work.found.then if work.found is not None else None
        end = work.found.end if work.found is not None else None
        text = view.say(m.NEXT, model=then.model, serial=then.serial, job=then.job) if then else view.say(m.NO_NEXT)
        text = view.say(TO_CAMPAIGN, name=end.campaign, cell=end.cell) if end is not None and end.campaign else text
        button(text, lambda: entered(""), key="Enter", main=True, mark="next")
    sheets = ui.element("div")

    def redraw() -> None:
        body.clear()
        with body:
            _draw(work)

    def show() -> None:
        sheets.clear()
        with sheets:
            _documents(work)

    async def typeset() -> None:
        await work.typeset()
        show()
        if work.wrong:
            redraw()

    work.redraw, work.show = redraw, show
    redraw()
    if work.found is not None and work.found.end.outcome not in {"running", "interrupted"}:
        filled_later(sheets, typeset)


def _draw(work: DoneWork) -> None:
    view, found = work.view, work.found
    messages(work.wrong)
    messages(work.said, bad=False)
    if found is None:
        words(view.say(m.UNKNOWN), "p").classes("sy-big")
        return
    with ui.element("div").classes("sy-columns"):
        with ui.element("section").classes("sy-card"):
            _end(view, found.end)
        with ui.element("section").classes("sy-card"):
            _together(view, found)
            adjustment(view, found)
            _steps(work, found)
            _items(view, found.end)


def _end(view: View, end: Ended) -> None:
    look = {"conform": "sy-good", "not_conform": "sy-bad"}.get(end.outcome, "sy-warn")
    words(view.say(end.sentence), "p").classes(f"sy-verdict {look}").props('role="status" data-mark="verdict"')
    stage = view.say(stage_text(end.stage))
    name = view.say(end.name)
    words(view.say(m.INSTRUMENT, name=name, model=end.model, serial=end.serial, rule=end.regulation, stage=stage), "p")
    link(f"/runs/{end.run}", view.say(m.RECORD))
    words(view.say(m.BY, person=end.person, job=end.job or "–", minutes=max(1, round(end.seconds / 60))), "p")
    messages(listed(view, end.reasons))
    messages(listed(view, end.overrides), bad=False)
    told = [view.say(m.SIMULATED)] * end.simulated + [view.say(m.DRAFT)] * end.draft
    messages([*told, *([view.say(m.UNVERIFIED, count=end.unverified)] if end.unverified else [])], bad=False)


def _together(view: View, found: Finished) -> None:
    if len(found.together) < 2:
        return
    words(view.say(m.TOGETHER), "h2")
    with ui.element("ol").classes("sy-list").props('data-mark="together"'):
        for end in found.together:
            with ui.element("li"):
                link(f"/done/{end.run}", end.serial)
                words(" ")
                outcome_words(view, end.outcome, end.kind)


def _steps(work: DoneWork, found: Finished) -> None:
    view = work.view
    words(view.say(m.STEPS), "h2")
    if found.job is None:
        words(view.say(m.NO_JOB), "p")
        return
    words(view.say(m.STATE, state=view.say(work.state)), "p").classes("sy-big").props('data-mark="state"')
    able = work.able
    if not found.step:
        return
    if able:
        chosen = work.by or next(iter(able))
        choice(view.say(m.AS), {key: f"{name} ({key})" for key, name in able.items()}, chosen, work.choose_by)
        with ui.element("div").classes("sy-actions"):
            button(view.say(m.STEP[found.step]), work.take_step, key="F9", mark="step", asks=True)
            if len(work.order) > 1:
                text = view.say(m.ALL, step=view.say(m.STEP[found.step]), count=len(work.order))
                button(text, work.take_steps, key="F8", mark="step-all", asks=True)
    else:
        laboratory = view.console.laboratory
        words(view.say(work.refused(view.user.id, laboratory, found.job, found.step)), "p")


def _items(view: View, end: Ended) -> None:
    words(view.say(m.ITEMS), "h2")
    with ui.element("ul").classes("sy-list"):
        for item in end.items:
            with ui.element("li"):
                outcome_words(view, item.outcome, end.kind)
                words(f" {view.say(item.name)}")


def _documents(work: DoneWork) -> None:
    view = work.view
    if not work.documents:
        return
    words(view.say(m.DOCUMENTS), "h2")
    with ui.element("div").classes("sy-actions"):
        for file, _ in work.documents:
            address = f"/documents/{work.run}/{quote(file.name)}"
            ui.link(view.say(m.PDF, file=file.name), address, new_tab=True).classes("sy-link")
    legal, pages = work.documents[0]
    with ui.element("div").classes("sy-sheets").props('data-mark="sheets"'):
        for page in range(1, pages + 1):
            picture = ui.element("img").classes("sy-sheet").props('loading="lazy"')
            picture._props["src"] = f"/documents/{work.run}/{quote(legal.name)}/page/{page}"  # noqa: SLF001
            picture._props["alt"] = view.say(m.SHEET, file=legal.name, page=page)  # noqa: SLF001


PAGE = Page("/done/{run}", m.TITLE, done)
