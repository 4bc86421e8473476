"""On the page Result: as found, adjusted, as left. After a failed run it offers to adjust and measure again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_adjust as m
from console.web.parts import attempt, button, messages, outcome_words
from console.web.permission import permitted
from console.web.shell import link, words
from services.accounts.roles import Action
from services.laboratory.gate_facts import real_today
from services.runs.adjusting import adjust, offers

if TYPE_CHECKING:
    from console.web.done_work import Finished
    from console.web.view import View
    from registers.work import Job


def adjustment(view: View, found: Finished) -> None:
    """What was found and left, and the next step of it."""
    job = found.job
    if job is None:
        return
    if job.adjusted:
        _both(view, job)
    if offers(job, found.end.run):
        _offer(view, found)


def _both(view: View, job: Job) -> None:
    words(view.say(m.TITLE), "h2")
    with ui.element("dl").classes("sy-pairs").props('data-mark="as-found-as-left"'):
        for title, run, outcome in (
            (m.AS_FOUND, job.as_found, job.as_found_result),
            (m.AS_LEFT, job.as_left, job.as_left_result),
        ):
            if title is m.AS_LEFT and job.as_left == job.as_found:
                continue
            words(view.say(title), "dt")
            with ui.element("dd"):
                outcome_words(view, outcome)
                words(" ")
                link(f"/done/{run}", run)
            if title is m.AS_FOUND:
                words(view.say(m.ADJUSTED), "dt")
                words(f"{job.adjusted} ({job.adjusted_on})", "dd")


def _offer(view: View, found: Finished) -> None:
    words(view.say(m.OFFER), "h2")
    words(view.say(m.SAYS), "p")
    problems = ui.element("div")
    what = ui.input(view.say(m.WHAT)).props('outlined data-mark="adjusted-what"').classes("sy-wide")

    async def press() -> None:
        user = await permitted(view, Action.MEASURE)
        if user is None:
            return
        work = partial(
            adjust, view.console.store, found.key, str(what.value or ""), real_today(), user.id or found.end.person
        )
        _, reasons = await attempt(view, work)
        if reasons:
            problems.clear()
            with problems:
                messages(reasons)
            return
        ui.navigate.to(f"/start?job={quote(found.key)}")

    button(view.say(m.AGAIN), press, key="F7", mark="adjust")
