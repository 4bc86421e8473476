"""The measurement standards: what is usable, what is due with its own lead time, which chains are whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from console.catalogue import web_standards as m
from console.web.look_parts import kept, page_looked_up, table
from console.web.page import Page
from console.web.parts import messages
from console.web.shell import link, words
from services.laboratory.gate_facts import real_today
from services.standards.graph_picture import STANDINGS
from services.standards.inventory import name_of
from services.standards.looked_at import shelf

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.standards.inventory import Held
    from services.standards.looked_at import Shelf

ADDRESS = "/standards"
LOOK = {"usable": "sy-good", "due": "sy-warn", "valid": "sy-good"}


def standards(view: View) -> None:
    """The list, the most urgent first."""
    page_looked_up(view, m.TITLE, partial(shelf, view.console.store, view.console.laboratory, real_today()), _shown)


def standing_shown(view: View, standing: str) -> None:
    """A state: a sign, a word and a colour."""
    text = m.LINKS.get(standing) or STANDINGS[standing]
    words(f"{m.SIGNS[standing]} {view.say(text)}").classes(f"sy-outcome {LOOK.get(standing, 'sy-bad')}")


def _shown(view: View, found: Shelf) -> None:
    every = found.urgent_first()
    bad, due = sum(not s.usable for s in every), sum(s.standing == "due" for s in every)
    words(view.say(m.COUNTS, count=len(every), bad=bad, due=due), "p").classes("sy-big").props('role="status"')
    words(view.say(m.FROM_STORE if found.register else m.FROM_FILE), "p").classes("sy-small")
    if found.register and found.from_file:
        messages([view.say(m.RUNS_USE_FILE)], bad=False)
    link("/capability", view.say(m.MAP))
    if not every:
        words(view.say(m.NONE), "p")
        return
    rows = [_row(view, found, one) for one in every]
    table([view.say(c) for c in m.COLUMNS], rows, mark="standards", label=view.say(m.TITLE))


def _row(view: View, found: Shelf, one: Held) -> list[Cell]:
    row, certificate = one.row, one.certificate
    broken = found.inventory.broken(one.key)
    return [
        partial(standing_shown, view, one.standing),
        partial(link, f"{ADDRESS}/{quote(one.key, safe='')}", f"{view.say(name_of(row))} {one.key}"),
        f"{row.model} {row.serial}".strip(),
        certificate.number if certificate else "–",
        partial(kept, certificate.valid_until.isoformat()) if certificate else "–",
        "–" if one.days is None else str(one.days),
        str(row.lead_days),
        view.say(m.BROKEN, where=broken) if broken else view.say(m.WHOLE),
        ", ".join(found.assessed.get(one.key, ())) or "–",
    ]


PAGE = Page(ADDRESS, m.TITLE, standards, entry=ADDRESS)
