"""The page Energy: a site of the laboratory, how it is equipped, what does not conform, its balance, its reports.

It shows what the commands of `steelyard energy` compute, by the same services.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode

from nicegui import ui

from console.catalogue import web_energy as m
from console.web.energy_files import ADDRESS
from console.web.look_parts import entry, facts, heading, kept, looked_up, looks, outcome_shown, search_form, table
from console.web.page import Page
from console.web.parts import LOOK, SIGN, attempt, choice, messages
from console.web.report_sections import sections_shown
from console.web.shell import link, words
from metrology.status import Status
from metrology.text import Text
from procedures.campaigns.judgement import Note
from registers.documents import STATES
from services.energy.held import SOURCES
from services.energy.rate_report import classes_table, rates_table, remarks, said, standing
from services.energy.sites import issued_of, open_nonconformities, report_of, sites_in
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.energy.equipped import Equipped
    from services.energy.held import Held
    from services.energy.making import Made
    from services.energy.sites import Listed, Open

PERIOD = ("start", "end")


async def energy(view: View) -> None:
    """The page: the site at once, each part as soon as it is computed."""
    looks()
    found, wrong = await attempt(view, partial(sites_in, view.console.laboratory))
    messages(wrong)
    usable = [one for one in found or () if not one.problems]
    chosen = next((one for one in usable if one.id == view.query.get("site")), usable[0] if usable else None)
    heading(
        view, m.HEADING if chosen is not None else m.TITLE, name=view.say(chosen.name) if chosen is not None else ""
    )
    messages([view.say(m.UNUSABLE, name=o.id, reason=view.refusal(o.problems[0])) for o in found or () if o.problems])
    if chosen is None:
        words(view.say(m.NONE), "p")
        return
    if len(usable) > 1:
        names = {one.id: view.say(one.name) for one in usable}
        choice(
            view.say(m.CHOOSE), names, chosen.id, lambda site: ui.navigate.to(f"{ADDRESS}?{urlencode({'site': site})}")
        )
    on = view.query.get("on") or f"{real_today():%Y-%m-%d}"
    with search_form(ADDRESS, view.say(m.FORM)):
        ui.element("input").props.update({"type": "hidden", "name": "site", "value": chosen.id})
        entry(view.say(m.ON), "on", on, "date")
        for name, text in zip(PERIOD, (m.START, m.END), strict=True):
            entry(view.say(text), name, view.query.get(name, ""))
        words(view.say(m.SHOW), "button").classes("sy-button").props('type="submit"')
    words(view.say(m.NOT_NUMBERED), "p").classes("sy-small")
    looked_up(view, partial(_equipped, view, chosen, on), partial(_equipping, chosen, on))
    with ui.element("section"):
        words(view.say(m.BALANCE), "h2")
        asked = {name: view.query.get(name, "") for name in PERIOD}
        looked_up(
            view,
            partial(report_of, chosen.file, "balance", asked, view.console.store),
            partial(_balance, chosen, asked),
        )
    with ui.element("section"):
        words(view.say(m.ISSUED), "h2")
        looked_up(view, partial(issued_of, view.console.store, chosen.id), _issued)


def _equipped(view: View, of: Listed, on: str) -> tuple[Made, Open]:
    store = view.console.store
    made = report_of(of.file, "rates", {"on": on}, store)
    return made, open_nonconformities(of.file, of.id, store, cast("Equipped", made.found))


def _equipping(of: Listed, on: str, view: View, found: tuple[Made, Open]) -> None:
    made, open_ = found
    how, site = cast("Equipped", made.found), made.asked.site.site
    if site.simulated:
        messages([view.say(m.SIMULATED)], bad=False)
    known = [(m.CODE, site.code), (m.ADDRESS, site.address), (m.EDITION, made.regulation), (m.FILE, of.file.name)]
    facts([(view.say(name), value) for name, value in known if value])
    with ui.element("section").classes("sy-card"):
        words(view.say(m.NONCONFORMITIES), "h2")
        _nonconformities(view, of, open_, on)
    with ui.element("section"):
        words(view.say(m.RATES), "h2")
        _pdf(view, of, "rates", on=on)
        with ui.element("ul"):
            for text in said(how):
                words(view.say(text), "li")
        sections_shown(view, [rates_table(how), *([classes_table(how)] if how.classes else [])])
        words(view.say(m.METERS), "h3")
        rows = [_meter(view, h) for h in how.held]
        table([view.say(c) for c in m.METER_COLUMNS], rows, mark="meters", label=view.say(m.METERS))
        if made.asked.site.savings is not None:
            words(view.say(m.SAVINGS), "h3")
            _pdf(view, of, "savings", on=on)


def _meter(view: View, h: Held) -> list[Cell]:
    certificate: Cell = h.certificate or "–"
    if h.key and h.certificate:
        certificate = partial(_certificate, f"/instruments/{quote(h.key, safe='')}", h.certificate)
    return [
        h.point.point, f"{h.point.name} {h.point.model}".strip() or "–", h.point.serial or h.point.label or "–", certificate,
        partial(kept, h.shown_until), view.say(SOURCES[h.known_by]), partial(_standing, view, h), view.say(remarks(h)),
    ]  # fmt: skip


def _certificate(address: str, number: str) -> None:
    with ui.element("span").classes("sy-kept"):
        link(address, number)


def _standing(view: View, h: Held) -> None:
    good = h.valid and h.point.installed
    words(f"{'✓' if good else '✗'} {view.say(standing(h))}").classes(f"sy-outcome {'sy-good' if good else 'sy-bad'}")


def _nonconformities(view: View, of: Listed, found: Open, on: str) -> None:
    messages([view.say(m.PASSED_OVER, reason=view.refusal(reason)) for reason in found.why_none], bad=False)
    every = (*found.answered, *found.computed)
    if every:
        words(view.say(m.COUNT, count=len(every)), "p").classes("sy-big sy-bad")
    else:
        words(view.say(m.NO_NONCONFORMITIES), "p").classes("sy-good")
    if found.review is None:
        words(view.say(m.NO_REVIEW, on=on), "p").classes("sy-small")
    else:
        run, day = found.review.run, found.review.began.date
        words(view.say(m.OF_REVIEW, day=day, run=run, on=on), "p").classes("sy-small")
        with ui.element("p").classes("sy-cell"):
            link(f"/runs/{quote(run, safe='')}", run)
            _pdf(view, of, "review", run=run)
    rows: list[list[Cell]] = [
        [str(n), view.say(x.clause), view.say(x.where), view.say(x.what), view.say(Text(Status(x.status).zh, Status(x.status).en))]
        for n, x in enumerate(every, 1)
    ]  # fmt: skip
    if rows:
        titles = [view.say(c) for c in m.NONCONFORMITY_COLUMNS]
        table(titles, rows, mark="nonconformities", label=view.say(m.NONCONFORMITIES))


def _balance(of: Listed, asked: dict[str, str], view: View, made: Made) -> None:
    _pdf(view, of, "balance", **{name: value for name, value in asked.items() if value})
    shows = made.report("")
    start, end = (time[:16].replace("T", " ") + time[19:] for time in (made.wanted.start, made.wanted.end))
    words(f"{start} – {end}", "p")
    if shows.verdict is not None:
        words(f"{SIGN[str(shows.outcome)]} {view.say(shows.verdict)}", "p").classes(
            f"sy-big sy-{LOOK.get(str(shows.outcome), 'open')}"
        )
    else:
        outcome_shown(view, str(shows.outcome))
    with ui.element("ul").props('data-mark="balance-said"'):
        for text in shows.words:
            words(view.say(text), "li")
    sections_shown(view, [part for part in shows.sections if not isinstance(part, Note)])


def _issued(view: View, rows: Any) -> None:
    if not rows:
        words(view.say(m.NONE_ISSUED), "p")
        return
    lines: list[list[Cell]] = [
        [
            partial(kept, row.key), view.say(m.SERIES[row.record.run[:2]]), view.say(Text.of(STATES[row.record.state])),
            partial(outcome_shown, view, row.record.outcome), partial(kept, str(row.record.on or "–")),
        ]
        for row in rows
    ]  # fmt: skip
    table([view.say(c) for c in m.ISSUED_COLUMNS], lines, mark="issued", label=view.say(m.ISSUED))


def _pdf(view: View, of: Listed, report: str, **asked: str) -> None:
    question = f"?{urlencode(asked)}" if asked else ""
    link(f"{ADDRESS}/{quote(of.id, safe='')}/{report}.pdf{question}", view.say(m.PDF[report]))


PAGE = Page(ADDRESS, m.TITLE, energy, entry=ADDRESS)
