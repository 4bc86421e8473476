"""One campaign: how far it has come, its cells with the state of each, what is missing, the verdict with its reasons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_campaigns as m
from console.web.campaign_cells import cells_shown
from console.web.campaign_work import actions
from console.web.campaigns import ADDRESS
from console.web.look_parts import facts, local, outcome_shown, page_looked_up, table
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from services.campaigns.state import state_of
from services.campaigns.verifying import against_verdict

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from procedures.campaigns.judgement import Requirement
    from services.campaigns.cells import CellRun
    from services.campaigns.state import CampaignState

NAMED = 12
"""Missing cells that are named; the matrix shows all."""


def campaign(view: View) -> None:
    """The page."""
    name = view.path["name"]
    page_looked_up(view, m.HEADING, partial(state_of, name, view.console.store), _shown, name=name)


def _shown(view: View, state: CampaignState) -> None:
    with ui.element("div").classes("sy-columns"):
        with ui.element("section").classes("sy-card"):
            _about(view, state)
        with ui.element("section").classes("sy-card"):
            _verdict(view, state)
            actions(view, state)
    cells_shown(view, state)
    words(view.say(m.REQUIREMENTS), "h2")
    found = state.judgement.requirements
    if found:
        rows = [_requirement(view, one) for one in found]
        table([view.say(c) for c in m.REQUIREMENT_COLUMNS], rows, mark="requirements", label=view.say(m.REQUIREMENTS))
    else:
        words(view.say(m.NO_REQUIREMENTS), "p")
    others = [_other(view, c.cell.key, run) for c in state.cells for run in c.others]
    if others:
        words(view.say(m.OTHERS), "h2")
        table([view.say(c) for c in m.OTHER_COLUMNS], others, mark="others", label=view.say(m.OTHERS))


def _about(view: View, state: CampaignState) -> None:
    step = state.planned.step
    filled, cells = state.filled, len(state.cells)
    said = view.say(m.PROGRESS, filled=filled, cells=cells)
    bar = ui.element("progress").classes("sy-progress").props(f'max="{cells}" value="{filled}"')
    bar.props["aria-label"] = said
    words(said, "p").classes("sy-big").props('data-mark="progress"')
    if state.missing and state.decided is None:
        names = ", ".join(state.missing[:NAMED]) + (" …" if len(state.missing) > NAMED else "")
        words(view.say(m.MISSING, count=len(state.missing), cells=names), "p").props('data-mark="missing"')
    told: list[tuple[str, Cell]] = [(view.say(m.ABOUT), step.title)] if step.title else []
    facts([
        *told,
        (view.say(m.KIND), view.say(state.kind.title)),
        (view.say(m.BY), step.edition or "–"),
        (view.say(m.DAY), step.date),
        (view.say(m.PLAN), view.say(m.PLAN_SAID, entry=state.planned.n)),
    ])  # fmt: skip


def _verdict(view: View, state: CampaignState) -> None:
    decided = state.decided
    outcome = str(decided.step.outcome if decided is not None else state.judgement.outcome)
    look = {"conform": "sy-good", "not_conform": "sy-bad"}.get(outcome, "sy-warn")
    with ui.element("p").classes(f"sy-verdict {look}").props('role="status" data-mark="verdict"'):
        words(view.say(m.STANDS if decided is not None else m.SO_FAR))
        outcome_shown(view, outcome)
    said = decided.step.words if decided is not None else state.judgement.words
    if said.en:
        words(view.say(said), "p")
    if decided is None:
        return
    person = decided.step.operator
    who = f"{person.name} {person.id}".strip()
    words(view.say(m.DECIDED, time=local(decided.time), person=who, entry=decided.n), "p")
    messages([view.say(m.SIMULATED)] if decided.step.simulated else [], bad=False)
    messages([view.say(m.DIFFERS, what=view.say(what)) for what in against_verdict(state)])


def _requirement(view: View, one: Requirement) -> list[Cell]:
    outcome = partial(outcome_shown, view, str(one.outcome))
    return [view.say(one.name), one.value or "–", one.limit or "–", outcome, one.clause]


def _other(view: View, key: str, run: CellRun) -> list[Cell]:
    if run.strange:
        why = m.STRANGE
    elif run.amended:
        why = m.AMENDED
    elif not run.outcome:
        why = m.OPEN_RUN
    else:
        why = m.AFTER_VERDICT if run.late else m.LATER if run.counts else m.VOID
    return [key, partial(link, f"/runs/{run.run}", run.run), run.day, view.say(why)]


PAGE = Page(f"{ADDRESS}/{{name}}", m.TITLE, campaign)
