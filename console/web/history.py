"""History: every run of the store, searched and page by page; the same as a table for a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from console.catalogue import web_campaigns, web_cases, web_integrity
from console.catalogue import web_history as m
from console.catalogue import web_look as look
from console.language import Language
from console.web.look_parts import (
    entry,
    kept,
    looks,
    number_of,
    outcome_shown,
    pager,
    picked,
    search_buttons,
    search_form,
    table,
)
from console.web.page import Page
from console.web.parts import attempt, messages
from console.web.preferences import chosen
from console.web.shell import link, words
from records.errors import RecordsError
from records.run_index import OPEN, Search
from sequencer.errors import Refused
from services.accounts.roles import Action
from services.runs.history import OUTCOMES, history, history_table, outcome_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from console.web.console import Console
    from console.web.look_parts import Cell
    from console.web.view import View

ON_A_PAGE: Final = 25
ADDRESS: Final = "/runs"


async def runs(view: View) -> None:
    """The page."""
    looks()
    words(view.say(m.TITLE), "h1")
    if view.user.may(Action.CASES):
        link("/cases", view.say(web_cases.TITLE))
    words(" ")
    link("/campaigns", view.say(web_campaigns.TITLE))
    if view.user.may(Action.INTEGRITY):
        words(" ")
        link("/integrity", view.say(web_integrity.TITLE))
    words(" ")
    link("/confirmation", view.say(web_integrity.CONFIRMATION_TITLE))
    asked = {name: value.strip() for name, value in view.query.items() if name in (*m.FIELDS, "outcome") and value}
    _form(view, asked)
    page = number_of(view)
    work = partial(history, view.console.store, search_of(asked), (page - 1) * ON_A_PAGE, ON_A_PAGE)
    found, wrong = await attempt(view, work)
    messages(wrong)
    if found is None:
        return
    total = found["total"]
    words(view.say(m.FOUND, count=total) if total else view.say(m.NO_RUNS), "p").props(
        'role="status" data-mark="total"'
    )
    if not total:
        return
    table(
        [view.say(c) for c in m.COLUMNS], [_row(view, r) for r in found["runs"]], mark="runs", label=view.say(m.TITLE)
    )
    pager(view, ADDRESS, asked, page, -(-total // ON_A_PAGE))
    link(f"/runs.csv?{urlencode(asked)}", view.say(look.TABLE)).props("download")


def search_of(asked: Mapping[str, str]) -> Search:
    """What the address of a page asks for."""
    get = asked.get
    return Search(
        serial=get("serial", ""), regulation=get("regulation", ""), person=get("operator", ""), bench=get("bench", ""),
        client=get("client", ""), outcome=get("outcome", ""), start=get("from", ""), end=get("to", ""),
        order=get("order", ""), batch=get("batch", ""),
    )  # fmt: skip


def _form(view: View, asked: Mapping[str, str]) -> None:
    outcomes = {"": view.say(look.ALL), **{o: view.say(outcome_text(o)) for o in OUTCOMES if o != OPEN}}
    with search_form(ADDRESS, view.say(m.FORM)):
        for name, label in m.FIELDS.items():
            kind = "date" if name in {"from", "to"} else "text"
            entry(view.say(label), name, asked.get(name, ""), kind)
            if name == "client":
                chosen_outcome = asked.get("outcome", "")
                picked(view.say(m.OUTCOME), "outcome", chosen_outcome, {**outcomes, OPEN: view.say(m.OPEN)})
        search_buttons(view, ADDRESS)


def _row(view: View, row: Mapping[str, Any]) -> list[Cell]:
    run, serial = row["run"], row["serial"]
    name = f"{view.say(row['subject'])} {row['model']}".strip()
    return [
        str(row["number"] or "–"),
        partial(kept, row["date"]),
        partial(link, f"/runs/{run}", run),
        row["regulation"],
        name,
        partial(link, f"/instruments/{quote(serial, safe='')}", serial) if serial else "–",
        row["client"],
        row["operator"],
        row["bench"],
        partial(_ended, view, row),
    ]


def _ended(view: View, row: Mapping[str, Any]) -> None:
    outcome_shown(view, row["outcome"], row["kind"])
    remarks = [view.say(text) for key, text in (("simulated", m.SIMULATED), ("draft", m.DRAFT)) if row[key]]
    linked = (("amends", m.AMENDS), ("amended_by", m.AMENDED_BY), ("follows", m.FOLLOWS))
    remarks += [view.say(text, run=row[key]) for key, text in linked if row[key]]
    if remarks:
        words("; ".join(remarks)).classes("sy-small sy-block")
    if row["problem"]:
        words(view.say(m.PROBLEM, what=view.say(row["problem"]))).classes("sy-small sy-block sy-bad")


def history_routes(console: Console) -> APIRouter:
    """The route ``/runs.csv``, with the conditions of the page.

    Args:
        console: The console.
    """
    router = APIRouter()

    @router.get("/runs.csv", include_in_schema=False)
    def rows(request: Request) -> Response:
        language = Language(chosen(request, "lang") or console.language)
        try:
            found = history_table(console.store, search_of(request.query_params), language)
        except (Refused, RecordsError):
            return PlainTextResponse("", 422)
        headers = {"Content-Disposition": 'attachment; filename="runs.csv"'}
        return Response(found, media_type="text/csv; charset=utf-8", headers=headers)

    return router


PAGE = Page(ADDRESS, m.TITLE, runs, entry=ADDRESS)
