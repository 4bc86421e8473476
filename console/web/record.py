"""The record of a run: how it ended and why, every attempt and correction, its files and documents, and whether it is sound."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_history
from console.catalogue import web_record as m
from console.catalogue.web_campaigns import TITLE as CAMPAIGNS
from console.web.campaigns import address_of
from console.web.look_parts import facts, local, page_looked_up
from console.web.page import Page
from console.web.parts import listed, messages
from console.web.proposal_view import stage_text
from console.web.record_checks import checks
from console.web.record_evidence import corrections, course, documents, environment, files, standards
from console.web.record_items import item_shown
from console.web.shell import link, words
from reports import statements
from reports.content.conditions import in_language
from services.laboratory.gate_facts import real_today
from services.recorded import recorded

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.recorded import Recorded

LOOK = {"conform": "sy-good", "not_conform": "sy-bad"}


def record(view: View) -> None:
    """The page."""
    run = view.path["run"]
    page_looked_up(view, m.HEADING, partial(recorded, view.console.store, run, real_today()), _record, run=run)


def _record(view: View, one: Recorded) -> None:
    messages([view.say(m.INTACT_NOT, what=view.say(p)) for p in one.problems])
    with ui.element("div").classes("sy-columns"):
        with ui.element("section").classes("sy-card"):
            _end(view, one)
            words(view.say(m.CHECKS), "h2")
            checks(view, one)
        with ui.element("section").classes("sy-card"):
            words(view.say(m.INSTRUMENT), "h2")
            facts(_nameplate(view, one), mark="nameplate")
            words(view.say(m.WORK), "h2")
            facts(_work(view, one))
            words(view.say(statements.sources_of_readings(one.view)), "p")
    words(view.say(m.ITEMS), "h2")
    for item in one.items:
        item_shown(view, item, one.view.opened.kind)
    for title, part in (
        (m.CORRECTIONS, corrections), (m.STANDARDS, standards), (m.ENVIRONMENT, environment), (m.FILES, files),
        (m.DOCUMENTS, documents), (m.COURSE, course),
    ):  # fmt: skip
        words(view.say(title), "h2")
        part(view, one)


def _end(view: View, one: Recorded) -> None:
    end = one.end
    words(view.say(end.sentence), "p").classes(f"sy-verdict {LOOK.get(end.outcome, 'sy-warn')}").props(
        'data-mark="verdict"'
    )
    messages(listed(view, end.reasons))
    told = [view.say(m.SIMULATED_TEXT)] * end.simulated + [view.say(m.DRAFT)] * end.draft
    told += [view.say(m.UNVERIFIED, count=end.unverified)] if end.unverified else []
    told += [
        view.say(m.ALERT, name=view.say(a.name), saw=view.say(a.saw), chance=view.say(a.chance)) for a in one.alerts
    ]
    messages(told, bad=False)
    for text, runs in (
        (m.AMENDED_BY, [one.amended_by] if one.amended_by else []),
        (m.FOLLOWS, [one.view.opened.follows] if one.view.opened.follows else []),
        (m.FOLLOWED_BY, one.followed_by),
    ):
        for run in runs:
            with ui.element("p"):
                words(view.say(text))
                link(f"/runs/{run}", run)


def _nameplate(view: View, one: Recorded) -> list[tuple[str, Cell]]:
    subject = one.view.opened.subject
    serial = partial(link, f"/instruments/{quote(subject.serial, safe='')}", subject.serial)
    found: list[tuple[str, Cell]] = [
        (view.say(m.NAME), view.say(subject.name)),
        (view.say(m.MODEL), subject.model),
        (view.say(m.SERIAL), serial if subject.serial else "–"),
        (view.say(m.MAKER), subject.maker),
        (view.say(m.CLIENT), subject.client or "–"),
    ]
    return [*found, *((view.say(line.name), in_language(line, view.language)) for line in subject.specification)]


def _work(view: View, one: Recorded) -> list[tuple[str, Cell]]:
    opened, run = one.view.opened, one.view
    who = opened.people.operator
    found: list[tuple[str, Cell]] = [
        (view.say(m.REGULATION), f"{opened.regulation.id} {view.say(opened.regulation.title)}"),
        (view.say(m.STAGE), view.say(stage_text(opened.stage))),
        (view.say(m.DAY), opened.date),
        (view.say(m.BEGAN), local(run.started)),
        (view.say(m.ENDED), local(run.finished)),
        (view.say(m.BY), f"{who.name} {who.id}".strip()),
        (view.say(m.BENCH), opened.bench.name or "–"),
    ]
    for title, value, field in ((m.ORDER, opened.order, "order"), (m.BATCH, opened.batch, "batch")):
        if value:
            found.append((view.say(title), partial(link, f"/runs?{field}={quote(value, safe='')}", value)))
    if opened.campaign is not None:
        cell = partial(link, address_of(opened.campaign.campaign), f"{opened.campaign.campaign} {opened.campaign.cell}")
        found.append((view.say(CAMPAIGNS), cell))
    return [*found, (view.say(m.ENTRIES), partial(_entries, view, one))]


def _entries(view: View, one: Recorded) -> None:
    words(f"{one.entries} · ")
    link(f"/runs/{one.view.run}/traffic", view.say(m.RAW))


PAGE = Page("/runs/{run}", web_history.TITLE, record)
