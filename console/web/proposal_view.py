"""A proposal as it is shown: the instrument, what can be chosen, every start gate with what to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_start as m
from console.catalogue.web_form import OPEN as OPEN_FORM
from console.catalogue.web_override import OPEN as OVERRIDE
from console.catalogue.web_parts import NAMED
from console.web.override_dialog import override_pressed
from console.web.parts import button, choice, listed, messages
from console.web.shell import words
from metrology.text import Text
from procedures.regulation import Stage
from services.starting.overriding import can_be_overridden
from services.today.unfinished import resumable_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from console.web.start_work import StartWork
    from console.web.view import View
    from services.laboratory.gate_report import GateState
    from services.starting.proposal import Proposal

STATES = {"passed": m.PASSED, "refused": m.REFUSES, "overridden": m.OVERRIDDEN, "later": m.LATER}


def proposal_shown(work: StartWork) -> None:
    """Draw the proposal of a page."""
    view, proposal = work.view, work.proposal
    if proposal is None:
        return
    with ui.element("div").classes("sy-actions"):
        offered = set[str]()
        for one in work.begun:
            words(view.say(m.LEFT, serial=one.serial, why=view.refusal(one.why)), "p").classes("sy-warn")
            together = resumable_with(work.left, one)
            if together and together[0].run not in offered:  # one button for all that go on with it
                offered.add(together[0].run)
                text = view.say(m.RESUME_ALL, count=len(together)) if together[1:] else view.say(m.RESUME)
                button(text, partial(work.resume, one), key="Enter", main=True, mark="resume")
        if proposal.ready and not work.begun:
            button(view.say(m.BEGIN), work.begin_pressed, key="Enter", main=True, mark="begin")
        elif not proposal.ready:
            button(view.say(m.CHECK_AGAIN), work.again, key="Enter", main=True, mark="again")
        if len(proposal.starts) == 1 and not work.begun:
            button(view.say(OPEN_FORM), partial(ui.navigate.to, work.form_address), key="F6", mark="form")
    with ui.element("div").classes("sy-proposal"):
        with ui.element("section").classes("sy-card"):
            _instruments(view, proposal)
            _choices(work, proposal)
        with ui.element("section").classes("sy-card"):
            messages(listed(view, proposal.problems))
            if proposal.gates:
                gates_shown(view, proposal.gates)
                _overrides(work, proposal)
            messages(listed(view, proposal.notices), bad=False)


def _overrides(work: StartWork, proposal: Proposal) -> None:
    able = [gate for gate in proposal.refused if can_be_overridden(gate.name)]
    if able and proposal.start is not None:
        with ui.element("div").classes("sy-actions"):
            for gate in able:
                text = work.view.say(OVERRIDE, gate=work.view.say(gate.title))
                button(text, partial(override_pressed, work, gate), mark=f"override-{gate.name}")


def _instruments(view: View, proposal: Proposal) -> None:
    words(view.say(m.INSTRUMENT), "h2")
    start = proposal.start
    if start is None:
        return
    plate = start.nameplate.fields
    words(f"{view.say(name_of(plate))} {plate.get('model', '')}", "p").classes("sy-big")
    if len(proposal.starts) == 1:
        words(f"{plate.get('serial', '')} · {start.job}", "p").classes("sy-big").props('data-mark="instrument"')
    else:
        words(view.say(m.AT_POSITIONS, count=len(proposal.starts)), "p")
        with ui.element("ol").classes("sy-positions").props('data-mark="positions"'):
            for n, each in enumerate(proposal.starts, 1):
                words(view.say(m.POSITION, position=n, serial=each.nameplate.fields.get("serial", "")), "li")
    words(f"{plate.get('maker', '')} · {plate.get('client', '')}", "p")


def name_of(plate: Mapping[str, object]) -> Text:
    """What an instrument is called, from its nameplate; in Chinese where it has no English name."""
    return Text(str(plate.get("name", "")), str(plate.get("name_en", "") or plate.get("name", "")))


def _choices(work: StartWork, proposal: Proposal) -> None:
    view, start = work.view, proposal.start
    benches = {str(path): path.stem for path in proposal.benches}
    with ui.element("div").classes("sy-choices-of"):
        if start is not None:
            words(view.say(NAMED, name=view.say(m.REGULATION), value=start.regulation), "p")
            words(view.say(proposal.title), "p")
            stages = {stage: view.say(stage_text(stage)) for stage in proposal.stages}
            choice(view.say(m.STAGE), stages, work.chosen.stage or start.stage, work.choose_stage)
            chosen = next((key for key in benches if Path(key).samefile(start.bench)), str(start.bench))
        else:
            chosen, benches = "", {"": "–", **benches}
        if benches:
            choice(view.say(m.BENCH), {chosen: Path(chosen).stem, **benches}, chosen, work.choose_bench)
        if proposal.seconds:
            words(view.say(m.DURATION, minutes=max(1, round(proposal.seconds / 60))), "p")


def stage_text(stage: str) -> Text:
    """A kind of verification in words; a word that is none of ours as it stands."""
    return Stage(stage).text if stage in list(Stage) else Text.same(stage)


def gates_shown(view: View, gates: tuple[GateState, ...]) -> None:
    """Every start gate: those that refuse first, each with its reasons and what to do."""
    refused = [gate for gate in gates if gate.state == "refused"]
    words(view.say(m.GATES), "h2")
    later = sum(gate.state == "later" for gate in gates)
    passed = m.ALL_PASSED if not later else m.PASSED_SO_FAR
    said = (
        view.say(m.REFUSED, refused=len(refused))
        if refused
        else view.say(passed, count=len(gates) - later, later=later)
    )
    words(said, "p").classes("sy-big sy-bad" if refused else "sy-big sy-good").props('data-mark="gates"')
    with ui.element("ul").classes("sy-gates"):
        for gate in sorted(gates, key=lambda g: g.state != "refused"):
            with ui.element("li").classes(f"sy-gate sy-gate-{gate.state}"):
                words(view.say(STATES[gate.state])).classes("sy-state")
                words(view.say(gate.title)).classes("sy-gate-title")
                for reason in gate.reasons:
                    words(view.refusal(reason), "p")
                if gate.state == "refused":
                    words(view.say(m.WHAT_TO_DO, remedy=view.refusal(gate.remedy)), "p").classes("sy-remedy")
