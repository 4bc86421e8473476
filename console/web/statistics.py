"""Statistics of a month: runs, pass rates as found and as left, failed items, capability; each leads to its runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from nicegui import ui

from console.catalogue import web_statistics as m
from console.web.look_chart import drawn, frame
from console.web.look_parts import entry, facts, looked_up, looks, search_form, table
from console.web.page import Page
from console.web.shell import link, words
from services.laboratory.gate_facts import real_today
from services.statistics.capability import FEWEST
from services.statistics.month import monthly
from services.statistics.trend import pass_trend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from console.web.look_parts import Cell
    from console.web.view import View

ADDRESS = "/statistics"
FIELD = {"regulations": "regulation", "benches": "bench", "people": "operator"}
"""Field of the page History for each group."""


def statistics(view: View) -> None:
    """The page: the choice of a month at once, its statistics as soon as they are counted."""
    looks()
    month = view.query.get("month", "") or f"{real_today():%Y-%m}"
    words(view.say(m.HEADING, month=month), "h1")
    with search_form(ADDRESS, view.say(m.FORM)):
        entry(view.say(m.MONTH), "month", month, "month")
        words(view.say(m.SHOW), "button").classes("sy-button").props('type="submit"')

    def look() -> tuple[dict[str, Any], list[dict[str, Any]]]:
        url = view.console.store
        return monthly(url, month), pass_trend(url, month)

    looked_up(view, look, lambda view, found: _shown(view, *found))


def _shown(view: View, found: Mapping[str, Any], trend: list[dict[str, Any]]) -> None:
    days = {"from": found["from"], "to": found["to"]}
    with ui.element("div").classes("sy-columns"):
        with ui.element("section").classes("sy-card"):
            words(view.say(m.SUMMARY), "h2")
            _summary(view, found, days)
        with ui.element("section").classes("sy-card"):
            words(view.say(m.TREND), "h2")
            _trend(view, trend)
    for key, (title, head) in m.GROUPS.items():
        words(view.say(title), "h2")
        titles = [view.say(head), *(view.say(c) for c in m.COLUMNS)]
        table(titles, [_group(view, key, row, days) for row in found[key]], mark=key, label=view.say(title))
    words(view.say(m.FAILED), "h2")
    _failed(view, found["failed_items"], days)
    words(view.say(m.CAPABILITY), "h2")
    _capability(view, found["capability"], days)
    words(view.say(m.STANDARDS), "h2")
    rows: list[list[Cell]] = [
        [partial(link, f"/standards/{quote(s['id'], safe='')}", f"{view.say(s['name'])} {s['id']}"), str(s["runs"])]
        for s in found["standards"]
    ]
    table([view.say(c) for c in m.STANDARD_COLUMNS], rows, mark="standards", label=view.say(m.STANDARDS))


def _runs(text: str, **asked: str) -> Cell:
    """A link to the runs that a figure counts."""
    whole = {k: f'"{v}"' if k in FIELD.values() else v for k, v in asked.items() if v}
    return partial(link, f"/runs?{urlencode(whole)}", text)


def _summary(view: View, found: Mapping[str, Any], days: Mapping[str, str]) -> None:
    runs = found["runs"]
    said = view.say(m.RUNS_SAID, count=runs["total"], simulated=runs["simulated"])
    rates = [(view.say(t), _rate(view, found["passes"][s])) for t, s in ((m.FOUND, "as_found"), (m.LEFT, "as_left"))]
    facts([(view.say(m.RUNS), _runs(said, **days)), *rates], mark="summary")
    words(view.say(m.DEFINITION, said=view.say(found["definition"])), "p").classes("sy-small")


def _rate(view: View, side: Mapping[str, Any]) -> str:
    return view.say(m.RATE, **side) if side["whole"] else view.say(m.NO_RATE)


def _trend(view: View, trend: list[dict[str, Any]]) -> None:
    series = [
        {
            "type": "line", "name": view.say(title), "symbol": symbol, "symbolSize": 9, "connectNulls": False,
            "data": [float(row[side]["percent"]) if row[side]["whole"] else None for row in trend],
        }
        for title, side, symbol in ((m.FOUND, "as_found", "triangle"), (m.LEFT, "as_left", "circle"))
    ]  # fmt: skip
    months = {"type": "category", "data": [row["month"] for row in trend], "name": ""}
    rates = {"name": view.say(m.RATE_AXIS), "min": 0, "max": 100}
    last = trend[-1]
    said = f"{view.say(m.TREND)}; {last['month']}: {_rate(view, last['as_found'])}, {_rate(view, last['as_left'])}"
    drawn(frame(view, series, x=months, y=rates), said)


def _group(view: View, key: str, row: Mapping[str, Any], days: Mapping[str, str]) -> list[Cell]:
    mine = {FIELD[key]: row["group"], **days}
    outcomes = row["outcomes"]
    good, bad = outcomes.get("conform", 0), outcomes.get("not_conform", 0)
    return [
        _runs(row["group"], **mine) if row["group"] else view.say(m.NONE),
        str(row["total"]),
        _runs(str(good), **mine, outcome="conform") if good else "0",
        _runs(str(bad), **mine, outcome="not_conform") if bad else "0",
        str(row["total"] - good - bad),
        _rate(view, row["as_found"]),
        _rate(view, row["as_left"]),
    ]


def _failed(view: View, items: list[Mapping[str, Any]], days: Mapping[str, str]) -> None:
    if not items:
        words(view.say(m.NO_FAILED), "p")
        return
    rows: list[list[Cell]] = [
        [
            i["regulation"],
            view.say(i["name"]),
            str(i["failed"]),
            str(i["examined"]),
            _runs(view.say(m.OF_THESE), regulation=i["regulation"], outcome="not_conform", **days),
        ]
        for i in items
    ]
    table([view.say(c) for c in m.FAILED_COLUMNS], rows, mark="failed", label=view.say(m.FAILED))


def _capability(view: View, rows: list[Mapping[str, Any]], days: Mapping[str, str]) -> None:
    words(view.say(m.CAPABILITY_SAID, fewest=FEWEST), "p").classes("sy-small")
    if not rows:
        words(view.say(m.NO_CAPABILITY, fewest=FEWEST), "p")
        return
    made: list[list[Cell]] = [
        [
            _runs(r["regulation"], regulation=r["regulation"], **days),
            view.say(r["label"]),
            f"{r['lower'] or '–'} … {r['upper'] or '–'} {r['unit']}",
            str(r["n"]),
            *(view.say(m.NONE) if r[key] is None else f"{r[key]:.4g}" for key in ("mean", "s", "pp", "ppk")),
        ]
        for r in rows
    ]
    table([view.say(c) for c in m.CAPABILITY_COLUMNS], made, mark="capability", label=view.say(m.CAPABILITY))


PAGE = Page(ADDRESS, m.TITLE, statistics, entry=ADDRESS)
