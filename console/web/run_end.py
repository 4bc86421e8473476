"""The end of a work on the page Run: its verdicts, why it ended, and how to go on from there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_run as m
from console.catalogue.web_override import OPEN as OVERRIDE
from console.web.outcomes import outcome
from console.web.override_dialog import asked_override
from console.web.parts import attempt
from console.web.permission import permitted
from console.web.resuming import resume_runs
from console.web.run_rights import looks_on
from console.web.shell import link, words
from sequencer.gates.texts import TITLES
from services.accounts.roles import Action
from services.starting.overriding import bench_of, can_be_overridden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.view import View
    from services.bench_work import BenchWork, PositionState, WorkState

FOCUS = "document.querySelector('[data-result]')?.focus()"
"""Enter shows the result. A run that was stopped is resumed by a key of its own."""


class End:
    """What the card of the question shows when a work has ended.

    Args:
        view: Who looks at it.
        work: The work.
    """

    def __init__(self, view: View, work: BenchWork) -> None:
        self._view, self._work = view, work

    def draw(self, state: WorkState) -> None:
        """Draw it."""
        say = self._view.say
        for position in state.positions:
            if position.outcome:
                said = outcome(position.outcome, self._view.language, position.kind)
                words(self._at(position) + say(m.VERDICT, outcome=said), "p").classes("sy-ask").mark("verdict")
        look = "sy-wrong" if state.resumable or state.refused else ""
        for reason in state.ended:
            words(say(m.ENDED, reason=self._view.refusal(reason)), "p").classes(look).mark("ended")
        for position in state.positions:
            if position.outcome:
                with ui.element("p"):
                    text = self._at(position) + say(m.RESULT)
                    link(f"/done/{position.run}", text).mark("result").props("data-result")
        ui.run_javascript(FOCUS)
        if not looks_on(self._view, self._work):
            self._go_on(state)
        with ui.element("p"):
            link("/", say(m.TO_TODAY))

    def _go_on(self, state: WorkState) -> None:
        """Resume what stopped; try again what was refused, after it was put right or somebody let a gate pass."""
        say, left = self._view.say, [p for p in state.positions if not p.outcome]
        shown = {p.run for p in state.positions}
        every = sorted([*(p.run for p in left), *(run for run in self._work.resumes if run not in shown)])
        if len(every) > 1 and not state.refused_resume:
            self._button(say(m.RESUME_ALL, count=len(every)), every)
        for position in left:
            self._button(self._at(position) + say(m.RESUME if every[1:] else m.RESUME_KEY), [position.run])
        if state.refused_resume:
            words(say(m.PUT_RIGHT), "p")
            self._button(say(m.RESUME_KEY), self._work.resumes)
            for gate in filter(can_be_overridden, state.refused_by):
                button = words(say(OVERRIDE, gate=say(TITLES[gate])), "button").props('type="button"')
                button.classes("sy-choice").mark(f"override-{gate}")
                button.on("click", partial(self._override, state, gate))
        elif state.refused and state.order:
            link(f"/start?job={quote(state.order, safe='')}", say(m.TO_START)).mark("to-start")

    def _button(self, text: str, runs: Sequence[str]) -> None:
        button = words(text, "button").props('type="button" data-resume').classes("sy-go")
        button.on("click", partial(self._resume, runs)).mark("resume")

    def _at(self, position: PositionState) -> str:
        return (
            f"{self._view.say(m.AT, position=position.position, serial=position.serial)} " if position.position else ""
        )

    async def _resume(self, runs: Sequence[str], override: tuple[str, ...] = ()) -> None:
        if await permitted(self._view, Action.MEASURE) is not None:
            resume_runs(self._view, runs, override)

    async def _override(self, state: WorkState, gate: str) -> None:
        """Somebody else lets a gate pass; then the run is resumed with what was overridden before and this."""
        user = await permitted(self._view, Action.MEASURE)
        if user is None:
            return
        found, wrong = await attempt(self._view, partial(bench_of, self._view.console.store, state.refused_resume))
        if found is None:
            ui.notify(" ".join(wrong), type="warning")
            return
        bench, verifier = found
        text, wrong = await asked_override(self._view, gate, list(state.ended), bench, (verifier, user.id))
        for problem in wrong:
            ui.notify(problem, type="warning")
        if text:
            others = [one for one in self._work.override if not one.startswith(f"{gate}:")]
            await self._resume(self._work.resumes, (*others, text))
