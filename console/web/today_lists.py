"""The lists of the page Today: works that run, runs that were left, the queue, what waits for others."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_today as m
from console.web.parts import button, outcome_words
from console.web.resuming import resume_left
from console.web.shell import link, words
from metrology.text import NO_TEXT
from services.today.unfinished import resumable_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.finished.approvals import Approval
    from services.today.unfinished import Unfinished
    from services.today.waiting import Waiting

MOST = 40
"""Jobs of the queue that are shown; the rest is counted."""


def running_shown(view: View, left: Sequence[Unfinished]) -> None:
    """Works of this console, with what each does; runs that other programs perform."""
    works = view.console.desk.running()
    ours = {position.run for work in works for position in work.state().positions}
    others = [one for one in left if one.running and one.run not in ours]
    if not works and not others:
        words(view.say(m.NOTHING_RUNS), "p")
    with ui.element("ul").classes("sy-list").props('data-mark="running"'):
        for work in works:
            state = work.state()
            serials = ", ".join(position.serial for position in state.positions)
            with ui.element("li"):
                link(f"/run/{work.id}", view.say(m.WORK, what=view.say(work.title), serial=serials))
                words(f" — {view.say(m.PHASES[state.phase])}")
        for one in others:
            what = view.say(one.name)
            with ui.element("li"):
                words(
                    view.say(
                        m.ELSEWHERE, what=what, model=one.model, serial=one.serial, person=one.person, bench=one.bench
                    )
                )


def unfinished_shown(view: View, left: Sequence[Unfinished]) -> None:
    """Runs that stopped before their end, each with why, and one button that resumes it."""
    stopped = [one for one in left if not one.running]
    if not stopped:
        words(view.say(m.NOTHING_UNFINISHED), "p")
    with ui.element("ul").classes("sy-list").props('data-mark="unfinished"'):
        first, offered = "F8", set[str]()
        for one in stopped:
            with ui.element("li"):
                together = resumable_with(stopped, one)
                if len(together) > 1 and one.began_with not in offered:
                    offered.add(one.began_with)
                    press, text = (
                        partial(resume_left, view, together),
                        view.say(m.RESUME_ALL, count=len(together), bench=one.bench),
                    )
                    button(text, press, key=first, main=bool(first), mark="resume-all")
                    first = ""
                what = {"what": view.say(one.name), "model": one.model, "serial": one.serial, "rule": one.regulation}
                words(view.say(m.LEFT, **what, person=one.person, time=_local(one.last)), "p")
                words(view.refusal(one.why), "p")
                if one.resumable:
                    press = partial(resume_left, view, [one])
                    button(view.say(m.RESUME, serial=one.serial), press, key=first, mark="resume")
                    first = ""
                else:
                    words(view.refusal(one.refused), "p")


def _local(time: str) -> str:
    """A time of the journal as a clock on the wall shows it."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")


def queue_shown(view: View, queue: Sequence[Waiting]) -> None:
    """What waits, the most urgent first; another person's jobs are shown as theirs, and lead nowhere."""
    if not queue:
        words(view.say(m.NOTHING_WAITS), "p")
        return
    words(view.say(m.IN_QUEUE, count=len(queue), late=sum(w.late for w in queue)), "p")
    titles = (m.INSTRUMENT, m.SERIAL, m.CLIENT, m.PROMISED, m.BATCH, m.JOB, m.WHO)
    with ui.element("div").classes("sy-scroll"), ui.element("table").classes("sy-table").props('data-mark="queue"'):
        with ui.element("thead"), ui.element("tr"):
            for title in titles:
                words(view.say(title), "th").props('scope="col"')
        with ui.element("tbody"):
            for w in queue[:MOST]:
                with ui.element("tr"):
                    _waiting(view, w)
    if len(queue) > MOST:
        words(view.say(m.MORE, count=len(queue) - MOST), "p")


def _waiting(view: View, w: Waiting) -> None:
    words(f"{view.say(w.name)} {w.model}", "td")
    with ui.element("td"):
        if w.is_for(view.user.id):
            link(f"/start?job={quote(w.job)}", w.serial)
        else:
            words(w.serial)
    words(w.client, "td")
    day = w.promised.isoformat() if w.promised else ""
    words(view.say(m.LATE, day=day) if w.late else day, "td").classes("sy-bad" if w.late else "")
    words(w.batch, "td")
    words(w.job, "td").classes("sy-number")
    who = view.say(m.ANYBODY) if not w.assigned else w.assigned
    words(who if w.is_for(view.user.id) else view.say(m.OTHERS, person=w.assigned), "td")


def to_approve(view: View, found: Sequence[Approval]) -> None:
    """Jobs that wait to be checked, approved or issued; those that this person may take a step of are first."""
    if not found:
        words(view.say(m.NOTHING_TO_APPROVE), "p")
    with ui.element("ul").classes("sy-list").props('data-mark="approvals"'):
        for a in found[:MOST]:
            with ui.element("li"):
                link(f"/done/{a.run}", f"{view.say(a.name)} {a.model} {a.serial}")
                words(" ")
                outcome_words(view, a.outcome)
                words(f" — {view.say(m.APPROVE_NEXT[a.step])}")
                if a.refused != NO_TEXT:
                    words(f" ({view.refusal(a.refused)})").classes("sy-small")
    if len(found) > MOST:
        words(view.say(m.MORE, count=len(found) - MOST), "p")
