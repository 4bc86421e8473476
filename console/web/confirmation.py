"""Metrological confirmation: what was used outside it, and all confirmations with their comparison."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from console.catalogue import web_integrity as m
from console.web.asked_days import asked_days
from console.web.look_parts import (
    entry,
    heading,
    kept,
    looked_up,
    looks,
    number_of,
    pager,
    search_buttons,
    search_form,
    table,
)
from console.web.page import Page
from console.web.shell import link, words
from metrology.confirmation import SOURCE, Rule
from registers.confirmations import comparison
from services.confirmation.looked_at import confirmations, state_of
from services.laboratory.gate_facts import real_today

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from metrology.text import Text
    from registers.change import Row
    from registers.confirmations import Confirmation
    from services.confirmation.looked_at import LookedConfirmations

ADDRESS = "/confirmation"
ON_A_PAGE = 50
USUAL_DAYS = 30
MOST = 200


def confirmation(view: View) -> None:
    """The page."""
    looks()
    heading(view, m.CONFIRMATION_TITLE)
    today = real_today()
    given = asked_days(view, ("from", "to"), ADDRESS, m.CONFIRMATION_TITLE)
    if given is None:
        return
    end = given[1] or today
    begin = given[0] or date.fromordinal(max(end.toordinal() - USUAL_DAYS, 1))
    looked_up(view, partial(confirmations, view.console.store, begin, end, today), partial(_shown, begin, end, today))


def _shown(begin: date, end: date, today: date, view: View, found: LookedConfirmations) -> None:
    words(view.say(m.OUTSIDE), "h2")
    with search_form(ADDRESS, view.say(m.CONFIRMATION_FORM)):
        entry(view.say(m.FROM), "from", begin.isoformat(), "date")
        entry(view.say(m.TO), "to", end.isoformat(), "date")
        search_buttons(view, ADDRESS)
    uses, outside = found.audited.uses, found.audited.outside
    said = view.say(m.OUTSIDE_FOUND, uses=uses, count=len(outside)) if outside else view.say(m.NONE_OUTSIDE, uses=uses)
    words(said, "p").props('role="status" data-mark="outside-total"').classes("sy-bad" if outside else "")
    if outside:
        rows: list[list[Cell]] = [
            [
                partial(kept, o.use.on.isoformat()),
                partial(_instrument, o.instrument, o.use.gauge),
                o.use.where,
                view.say(o.why),
            ]
            for o in outside[:MOST]
        ]
        table([view.say(c) for c in m.OUTSIDE_COLUMNS], rows, mark="outside", label=view.say(m.OUTSIDE))
    words(view.say(m.READINGS), "p").classes("sy-small")
    words(view.say(m.ALL), "h2")
    if not found.rows:
        words(view.say(m.NO_CONFIRMATIONS), "p")
        return
    page, pages = number_of(view), -(-len(found.rows) // ON_A_PAGE)
    part = found.rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    lines = [_row(view, found, row, today) for row in part]
    table([view.say(c) for c in m.CONFIRMATION_COLUMNS], lines, mark="confirmations", label=view.say(m.ALL))
    pager(view, ADDRESS, {"from": begin.isoformat(), "to": end.isoformat()}, page, pages)
    words(view.say(SOURCE), "p").classes("sy-small")


def _row(view: View, found: LookedConfirmations, row: Row[Confirmation], today: date) -> list[Cell]:
    of = row.record
    asked, compared, state = found.requirements.get(of.requirement), comparison(of), state_of(of, today)
    return [
        row.key,
        partial(_instrument, of.instrument, found.serials.get(of.instrument) or of.instrument),
        f"{asked.name if asked is not None else ''} {of.requirement}".strip(),
        view.say(Rule(of.rule).text),
        f"{compared.substitution} {of.unit}" if compared is not None else "–",
        partial(_evidence, of),
        partial(_state, view, state, found.ended.get(row.key)),
        partial(kept, f"{of.on} – {of.until}"),
        of.label or "–",
    ]


def _state(view: View, state: str, ended: Text | None) -> None:
    words(view.say(ended or m.STATES[state])).classes("" if state == "now" and ended is None else "sy-bad")


def _evidence(of: Confirmation) -> None:
    """The run or the certificate that found the characteristics."""
    if of.run:
        link(f"/runs/{quote(of.run, safe='')}", of.run)
    else:
        words(of.certificate or "–")


def _instrument(key: str, shown: str) -> None:
    if key:
        link(f"/instruments/{quote(key, safe='')}", shown)
    else:
        words(shown)


PAGE = Page(ADDRESS, m.CONFIRMATION_TITLE, confirmation)
