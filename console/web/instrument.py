"""An instrument over the years: register, validity, errors point by point and run by run, documents, orders, changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_history
from console.catalogue import web_instrument as m
from console.web.instrument_errors import errors
from console.web.look_parts import facts, folded, kept, local, outcome_shown, page_looked_up, table
from console.web.page import Page
from console.web.shell import link, words
from metrology.text import NO_TEXT, Text
from registers.instruments import FOREVER, INSTRUMENTS
from services.instrument_history import instrument_history
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.instrument_history import InstrumentHistory


def instrument(view: View) -> None:
    """The page."""
    name = view.path["name"]
    find = partial(instrument_history, view.console.store, name, real_today())
    page_looked_up(view, m.HEADING, find, _instrument, serial=name)


def _instrument(view: View, one: InstrumentHistory) -> None:
    if one.several:
        words(view.say(m.SEVERAL), "p")
        with ui.element("ul").classes("sy-list"):
            for key in one.several:
                with ui.element("li"):
                    link(f"/instruments/{quote(key, safe='')}", key)
    elif not one.key:
        words(view.say(m.NOT_REGISTERED), "p")
    else:
        _register(view, one)
    words(view.say(m.ERRORS), "h2")
    errors(view, one)
    words(view.say(m.RUNS), "h2")
    _runs(view, one)
    if one.key:
        words(view.say(m.DOCUMENTS), "h2")
        _documents(view, one)
        words(view.say(m.JOBS), "h2")
        _jobs(view, one)
        folded(view.say(m.CHANGES, count=len(one.changes)), partial(_changes, view, one), mark="changes")


def _register(view: View, one: InstrumentHistory) -> None:
    with ui.element("section").classes("sy-card"):
        if one.name != NO_TEXT:
            words(view.say(one.name), "p").classes("sy-big")
        if one.until == FOREVER:
            text, good = view.say(m.FOREVER), True
        elif one.days is None:
            text, good = view.say(m.NOT_VALID), False
        else:
            good = one.days >= 0
            text = view.say(m.UNTIL if good else m.OVER, until=one.until, days=abs(one.days))
        words(text, "p").classes("sy-big " + ("sy-good" if good else "sy-bad")).props('data-mark="valid"')
        folded(view.say(m.REGISTER), partial(_said, view, one), mark="register", open_=True)


def _said(view: View, one: InstrumentHistory) -> None:
    facts((view.say(title), view.say(Text.of(value))) for title, value in one.said)


def _runs(view: View, one: InstrumentHistory) -> None:
    if not one.runs:
        words(view.say(m.NO_RUNS), "p")
        return
    rows: list[list[Cell]] = [
        [
            partial(kept, r["date"]),
            partial(link, f"/runs/{r['run']}", r["run"]),
            r["regulation"],
            r["operator"],
            partial(_ended, view, r),
        ]
        for r in one.runs
    ]
    table([view.say(c) for c in m.RUN_COLUMNS], rows, mark="runs", label=view.say(m.RUNS))


def _ended(view: View, row: dict[str, Any]) -> None:
    outcome_shown(view, row["outcome"], row["kind"])
    if row["simulated"]:
        words(view.say(web_history.SIMULATED)).classes("sy-small sy-block")
    if row["amended_by"]:
        words(view.say(web_history.AMENDED_BY, run=row["amended_by"])).classes("sy-small sy-block")


def _record(run: str) -> Cell:
    return partial(link, f"/runs/{run}", run) if run else "–"


def _documents(view: View, one: InstrumentHistory) -> None:
    if not one.documents:
        words(view.say(m.NO_DOCUMENTS), "p")
        return
    rows: list[list[Cell]] = [
        [d.number, view.say(d.kind), view.say(d.state), str(d.on or "–"), str(d.valid_until or "–"), _record(d.run)]
        for d in one.documents
    ]
    table([view.say(c) for c in m.DOCUMENT_COLUMNS], rows, mark="documents", label=view.say(m.DOCUMENTS))


def _jobs(view: View, one: InstrumentHistory) -> None:
    if not one.jobs:
        words(view.say(m.NO_JOBS), "p")
        return
    rows: list[list[Cell]] = [[j.key, j.order, view.say(j.state), _record(j.run)] for j in one.jobs]
    table([view.say(c) for c in m.JOB_COLUMNS], rows, mark="jobs", label=view.say(m.JOBS))


def _changes(view: View, one: InstrumentHistory) -> None:
    titles = {f.name: f.title for f in INSTRUMENTS.fields}
    rows: list[list[Cell]] = []
    for past in reversed(one.changes):
        before, after = past.before or {}, past.after or {}
        for name in sorted({*before, *after}):
            title = view.say(titles.get(name, Text.same(name)))
            sides = (str(before.get(name, "–")), str(after.get(name, "–")))
            rows.append([local(past.time), past.who, past.why, title, *sides])
    table([view.say(c) for c in m.CHANGE_COLUMNS], rows, mark="changes")


PAGE = Page("/instruments/{name:path}", web_history.TITLE, instrument)
