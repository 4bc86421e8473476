"""Whether what waits can be done today, and what is due or wrong with the standards of the benches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_today as m
from console.web.parts import attempt, button, listed, messages
from console.web.proposal_view import gates_shown
from console.web.shell import words
from metrology.text import NO_TEXT
from services.today.bench_check import check_bench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nicegui.element import Element

    from console.web.view import View
    from metrology.text import Text
    from services.today.bench_check import BenchCheck, RoomState
    from services.today.readiness import BenchState, Readiness


def ready_shown(view: View, found: Sequence[Readiness]) -> None:
    """Each kind of job that waits for this person: whether it can begin, and if not why and what to do."""
    if not found:
        words(view.say(m.NOTHING_WAITS), "p")
    with ui.element("ul").classes("sy-list").props('data-mark="ready"'):
        for one in found:
            with ui.element("li"):
                start = one.proposal.start
                rule, bench = (start.regulation, start.bench.stem) if start is not None else ("–", "–")
                text = m.CAN if one.ready else m.CANNOT
                words(view.say(text, rule=rule, bench=bench, count=len(one.jobs)), "p").classes(
                    "sy-good" if one.ready else "sy-bad"
                )
                messages(listed(view, one.proposal.problems))
                if one.proposal.refused:
                    gates_shown(view, one.proposal.refused)
                told = ui.element("div")
                if one.proposal.job is not None:
                    button(view.say(m.CHECK), partial(_check, view, one, told), mark="check-bench")


async def _check(view: View, one: Readiness, told: Element) -> None:
    job = one.proposal.job
    if job is None:
        return
    found, wrong = await attempt(view, partial(check_bench, job, view.console.store))
    told.clear()
    with told:
        messages(wrong)
        if found is not None:
            _checked(view, found)


def _checked(view: View, found: BenchCheck) -> None:
    words(view.say(m.CHECKED_WELL if found.ready else m.CHECKED_BADLY), "p").classes(
        "sy-good" if found.ready else "sy-bad"
    )
    messages(listed(view, found.problems))
    refused = tuple(gate for gate in found.gates if gate.state == "refused")
    if refused:
        gates_shown(view, refused)
    for state in found.room:
        words(_room(view, state), "p").classes("sy-bad" if state.wrong != NO_TEXT else "")
    for role, what in found.answered:
        words(view.say(m.ANSWERED, role=role, what=what), "p").classes("sy-small")


def _room(view: View, state: RoomState) -> str:
    if state.wrong != NO_TEXT:
        return f"✗ {view.say(state.wrong)}"
    value = state.value or view.say(m.BY_A_PERSON)
    name = view.say(state.name)
    return (
        view.say(m.ROOM, name=name, value=value, limit=state.limit)
        if state.limit
        else view.say(m.ROOM_FREE, name=name, value=value)
    )


def attention(view: View, benches: Sequence[BenchState]) -> None:
    """Standards that may not be used or whose certificates end soon, and bench files that cannot be read; each once."""
    wrong: dict[Text, list[str]] = {}
    for bench in benches:
        for text in bench.wrong:
            wrong.setdefault(text, []).append(view.say(bench.name))
    due = list(dict.fromkeys(text for bench in benches for text in bench.due))
    if not wrong and not due:
        words(view.say(m.NOTHING_DUE), "p")
    with ui.element("ul").classes("sy-list").props('data-mark="attention"'):
        for text, names in wrong.items():
            words(view.say(m.WRONG, bench=", ".join(names), what=view.say(text)), "li").classes("sy-bad")
        for text in due:
            words(view.say(m.DUE, what=view.say(text)), "li").classes("sy-warn")
