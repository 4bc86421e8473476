"""A start gate is let pass at a page: somebody else whom the register allows it gives reason and password."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_override as m
from console.web.dialog import dialog
from console.web.parts import attempt, choice, messages
from console.web.permission import permitted
from console.web.shell import words
from sequencer.gates.texts import TITLES
from services.accounts.roles import Action
from services.starting.overriding import able_to_override, override

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from console.web.start_work import StartWork
    from console.web.view import View
    from metrology.text import Text
    from services.laboratory.gate_report import GateState


async def asked_override(
    view: View, gate: str, why_not: Sequence[Text], bench: Path, verifiers: Sequence[str]
) -> tuple[str, list[str]]:
    """Ask who lets a gate pass, why, and their password; gives the override as a run takes it, or what is wrong.

    Args:
        view: Who looks.
        gate: Its name.
        why_not: What it refuses.
        bench: The bench file.
        verifiers: Who verifies, and who goes on: they override nothing.
    """
    sessions = view.user.sessions
    able, wrong = await attempt(view, partial(able_to_override, bench, *verifiers))
    if not able:
        return "", wrong or [view.say(m.NOBODY)]
    person = next(iter(able))

    def choose(chosen: str) -> None:
        nonlocal person
        person = chosen

    with dialog(view, "sy-override", view.say(m.TITLE, gate=view.say(TITLES[gate])), m.OVERRIDE) as asked:
        for reason in why_not:
            words(view.refusal(reason), "p")
        problems = ui.element("div")
        choice(view.say(m.WHO), {key: f"{name} ({key})" for key, name in able.items()}, person, choose)
        why = ui.input(view.say(m.REASON)).props("outlined autofocus").classes("sy-wide").mark("override-reason")
        password = ui.input(view.say(m.PASSWORD), password=True).props('outlined autocomplete="off"').classes("sy-wide")
        password.mark("override-password").set_visibility(sessions is not None)
        password.on("keydown.enter", lambda: asked.submit(True))
    try:
        while await asked:
            given, password.value = str(password.value or ""), ""
            state = partial(
                override, gate, person, str(why.value or ""), bench=bench, verifiers=verifiers,
                accounts=sessions.accounts if sessions is not None else None, password=given,
            )  # fmt: skip
            text, reasons = await attempt(view, state)
            if text is not None:
                return text, []
            problems.clear()
            with problems:
                messages(reasons)
        return "", []
    finally:
        asked.delete()


async def override_pressed(work: StartWork, gate: GateState) -> None:
    """Ask who lets the gate of a proposal pass; then look at all gates again."""
    view, proposal = work.view, work.proposal
    if proposal is None or proposal.start is None or await permitted(view, Action.MEASURE) is None:
        return
    text, wrong = await asked_override(view, gate.name, gate.reasons, proposal.start.bench, (view.user.id,))
    if text:
        others = [one for one in work.chosen.override if not one.startswith(f"{gate.name}:")]
        work.chosen = replace(work.chosen, override=(*others, text))
        await work.propose()
    elif wrong:
        work.wrong = wrong
    if text or wrong:
        work.redraw()
