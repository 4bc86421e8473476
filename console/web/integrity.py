"""Integrity of units: the list with classes and open proposals, for those who may see it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

from nicegui import ui

from console.catalogue import web_decisions
from console.catalogue import web_integrity as m
from console.web.asked_days import asked_days
from console.web.integrity_decisions import ADDRESS, of_today, propose_button
from console.web.look_parts import (
    entry,
    heading,
    looked_up,
    looks,
    number_of,
    pager,
    search_buttons,
    search_form,
    table,
)
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from console.web.signed_dialog import people_for
from services.accounts.roles import Action
from services.integrity.judging import Asked
from services.integrity.looked_at import units
from services.integrity.policy import STATUSES
from services.integrity.score import shown
from services.integrity.standing import STATES, valid_units
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.integrity.judging import Judged, UnitRow
    from services.integrity.policy import Edition

T = TypeVar("T")
ON_A_PAGE = 50
FIELDS = ("words", "date", "as_known_on", "waiting")
MOST_NAMES = 5


def integrity(view: View) -> None:
    """The list."""
    looks()
    heading(view, m.TITLE)
    asked = asked_of(view)
    if asked is not None:
        find = partial(units, view.console.store, view.console.laboratory, asked)
        looked_up(view, partial(allowed, view, find), _listed)


def asked_of(view: View) -> Asked | None:
    """The day of the address; None where it is none, which is said."""
    given = asked_days(view, ("date", "as_known_on"), ADDRESS, m.TITLE)
    return None if given is None else Asked(given[0] or real_today(), given[1])


def allowed(view: View, find: Callable[[], T]) -> T:
    """What is looked up, for those who may see it; a page may stay open while roles change."""
    view.user.acting(Action.INTEGRITY)
    return find()


def lead(view: View, edition: Edition) -> None:
    """By which policy scores are computed, and that it is no law."""
    said = {"edition": edition.edition, "status": view.say(STATUSES[edition.status])}
    words(view.say(m.LEAD, **said), "p").classes("sy-small").props('data-mark="policy"')


def _listed(view: View, found: Judged) -> None:
    lead(view, found.edition)
    asked = {name: view.query.get(name, "") for name in FIELDS if view.query.get(name, "")}
    with search_form(ADDRESS, view.say(m.FORM)):
        entry(view.say(m.WORDS), "words", asked.get("words", ""))
        entry(view.say(m.DAY), "date", asked.get("date", ""), "date")
        entry(view.say(m.KNOWN), "as_known_on", asked.get("as_known_on", ""), "date")
        search_buttons(view, ADDRESS)
    _beside(view, found)
    _waiting(view, found, asked)
    sought = asked.get("words", "").strip().casefold()
    rows = [r for r in found.rows if sought in " ".join((r.score.unit.code, *r.score.unit.names)).casefold()]
    if asked.get("waiting"):
        rows = [r for r in rows if r.proposals or r.appeals]
    if not rows:
        words(view.say(m.NONE), "p").props('role="status"')
        return
    said = {"count": len(rows), "valid": valid_units(found.demonstration)}
    words(view.say(m.FOUND, **said), "p").props('role="status" data-mark="total"')
    page, pages = number_of(view), -(-len(rows) // ON_A_PAGE)
    part = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    table([view.say(c) for c in m.COLUMNS], [_row(view, r, asked) for r in part], mark="units", label=view.say(m.TITLE))
    pager(view, ADDRESS, asked, page, pages)


def _waiting(view: View, found: Judged, asked: dict[str, str]) -> None:
    """What waits for a decision, and the way to it; what may be entered."""
    kinds = ((web_decisions.WAITING, "proposals"), (web_decisions.APPEALED, "appeals"))
    counts = [(text, sum(getattr(r, name) for r in found.rows)) for text, name in kinds]
    with ui.element("div").classes("sy-actions"):
        for text, count in counts:
            if count:
                link(f"{ADDRESS}?{urlencode({**asked, 'waiting': '1'})}", view.say(text, count=count))
        if not any(count for _, count in counts):
            words(view.say(web_decisions.NOTHING_WAITS))
        if asked.get("waiting"):
            link(ADDRESS, view.say(web_decisions.ALL_UNITS))
        if of_today(found.asked) and people_for(view, Action.FILE_INTEGRITY):
            propose_button(view)


def _beside(view: View, found: Judged) -> None:
    said = []
    if found.uncoded:
        names = [name for name, _ in found.uncoded.values()]
        more = " …" if len(names) > MOST_NAMES else ""
        listed = {"count": len(names), "names": ", ".join(names[:MOST_NAMES]) + more}
        said.append(view.say(m.UNCODED, **listed))
    if found.unplaced:
        said.append(view.say(m.UNPLACED, count=found.unplaced))
    messages(said, bad=False)


def _row(view: View, row: UnitRow, asked: dict[str, str]) -> list[Cell]:
    unit = row.score.unit
    days = {name: value for name, value in asked.items() if name not in {"words", "waiting"}}
    target = f"{ADDRESS}/{quote(unit.code, safe='')}" + (f"?{urlencode(days)}" if days else "")
    return [
        partial(link, target, " / ".join(unit.names)),
        unit.code,
        shown(row.score.value),
        partial(class_shown, view, row.score.name, simulated=row.score.simulated),
        row.decided or "–",
        str(row.proposals + row.appeals or "–"),
        view.say(STATES[row.standing.state]) if row.standing is not None else "–",
    ]


def class_shown(view: View, name: str, *, simulated: bool) -> None:
    """A class, and whether it rests on simulated data."""
    words(name).classes("sy-bad" if name == "D" else "")
    if simulated:
        words(f" {view.say(m.SIMULATED)}").classes("sy-small")


PAGE = Page(ADDRESS, m.TITLE, integrity)
