"""Verify and replay at a press; what came out is said in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_parts
from console.catalogue import web_record as m
from console.web.parts import attempt, button, messages
from console.web.shell import words
from messages import both
from procedures.findings import outcome_in
from services.runs.replay import replay_run
from services.verify import verify_runs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from console.web.view import View
    from services.recorded import Recorded


def checks(view: View, one: Recorded) -> None:
    """Two buttons, and beside them what they found."""
    run = one.view.run
    with ui.element("div").classes("sy-actions"):
        button(view.say(m.VERIFY), lambda: doing(_verified), mark="verify")
        button(view.say(m.REPLAY), lambda: doing(_replayed), mark="replay")
    said = ui.element("div").props('role="status" data-mark="checked"')

    async def doing(work: Callable[[View, Recorded, str], Awaitable[tuple[list[str], bool]]]) -> None:
        said.clear()
        with said:
            words(view.say(web_parts.LOOKING), "p")
        told, good = await work(view, one, run)
        said.clear()
        with said:
            messages(told, bad=not good)


async def _verified(view: View, one: Recorded, run: str) -> tuple[list[str], bool]:
    found, wrong = await attempt(view, partial(verify_runs, run, view.console.store))
    if found is None:
        return wrong, False
    problems = [view.say(both(str(broken))) for broken in found.broken]
    problems += [view.say(p._asdict()) for p in found.problems]
    if problems:
        return [view.say(m.VERIFY_BROKEN, what=p) for p in problems], False
    return [view.say(m.VERIFY_TOLD, entries=one.entries)], True


async def _replayed(view: View, one: Recorded, run: str) -> tuple[list[str], bool]:
    del one
    found, wrong = await attempt(view, partial(replay_run, run, view.console.store))
    if found is None:
        return wrong, False
    if not found["identical"]:
        return [view.say(m.REPLAY_DIFFERS, what=view.say(both(found["difference"])))], False
    return [view.say(m.REPLAY_TOLD, outcome=view.say(outcome_in(found["kind"], found["outcome"])))], True
