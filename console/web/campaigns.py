"""Campaigns: every one of the store, with how far it has come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from console.catalogue import web_campaigns as m
from console.web.look_parts import kept, outcome_shown, page_looked_up, table
from console.web.page import Page
from console.web.shell import link, words
from services.campaigns.state import planned_campaigns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.campaigns.state import Progress

ADDRESS = "/campaigns"


def campaigns(view: View) -> None:
    """The page."""
    page_looked_up(view, m.TITLE, partial(_found, view.console.store), _listed)


def address_of(name: str) -> str:
    """The page of a campaign."""
    return f"{ADDRESS}/{quote(name, safe='')}"


def _found(url: str) -> list[Progress]:
    return list(reversed(list(planned_campaigns(url))))


def _listed(view: View, found: Sequence[Progress]) -> None:
    if not found:
        words(view.say(m.NONE), "p")
        return
    table(
        [view.say(c) for c in m.COLUMNS], [_row(view, one) for one in found], mark="campaigns", label=view.say(m.TITLE)
    )


def _row(view: View, one: Progress) -> list[Cell]:
    step = one.planned.step
    outcome = str(one.decided.step.outcome) if one.decided is not None else "incomplete"
    return [
        partial(link, address_of(one.name), one.name),
        step.title or "–",
        view.say(one.kind.title),
        partial(kept, step.date),
        f"{one.filled}/{len(one.cells)}",
        str(len(one.missing)) if one.decided is None else "0",
        partial(outcome_shown, view, outcome),
    ]


PAGE = Page(ADDRESS, m.TITLE, campaigns)
