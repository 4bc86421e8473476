"""The errors of an instrument over its runs: a chart for each item, and the figures point by point and run by run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from console.catalogue import web_instrument as m
from console.catalogue import web_look as look
from console.web.look_chart import LIMIT, MARKS, drawn, frame
from console.web.look_parts import folded, table
from console.web.parts import messages
from console.web.shell import link, words
from services.instrument_history import NEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.instrument_history import Found, InstrumentHistory, PointHistory

COLUMNS: Final = 8
"""Runs that the table of figures shows, the newest ones."""


def errors(view: View, one: InstrumentHistory) -> None:
    """Each item with its points."""
    messages([view.say(m.UNREAD, run=run) for run in one.unread])
    if len(one.runs) > NEWEST:
        words(view.say(m.NEWEST, count=NEWEST), "p")
    items = dict.fromkeys(p.point.item for p in one.points)
    if not items:
        words(view.say(m.NO_ERRORS), "p")
        return
    words(view.say(m.SHARE), "p").classes("sy-small")
    for n, item in enumerate(items):
        points = [p for p in one.points if p.point.item == item]
        folded(view.say(points[0].item), partial(_item, view, points), mark="errors", open_=n == 0)


def _item(view: View, points: Sequence[PointHistory]) -> None:
    series = [s for n, p in enumerate(points) if (s := _series(view, n, p))["data"]]
    if series:
        label = view.say(m.CHART, item=view.say(points[0].item))
        drawn(_chart(view, series), label)
    runs = list(dict.fromkeys((f.day, f.run) for p in points for f in p.found))
    shown = sorted(runs)[-COLUMNS:]
    titles = [view.say(m.POINT), view.say(m.LIMITS), *(f"{day}" for day, _ in shown)]
    rows: list[list[Cell]] = []
    for p in points:
        by_run = {f.run: f for f in p.found}
        newest = p.found[-1]
        limits = f"{newest.lower or '–'} … {newest.upper or '–'} {p.point.unit}".rstrip()
        rows.append([view.say(p.label), limits, *(_value(view, by_run.get(run)) for _, run in shown)])
    table(titles, rows, mark="figures", label=view.say(points[0].item))


def _value(view: View, found: Found | None) -> Cell:
    if found is None:
        return "–"
    said = found.value if found.outcome == "conform" else view.say(m.FAILED, value=found.value)
    return partial(link, f"/runs/{found.run}", said)


def _series(view: View, n: int, p: PointHistory) -> dict[str, Any]:
    return {
        "type": "line",
        "name": view.say(p.label),
        "symbol": MARKS[n % len(MARKS)],
        "symbolSize": 8,
        "data": [[f.day, f.share] for f in p.found if f.share is not None],
    }


def _chart(view: View, series: Sequence[dict[str, Any]]) -> dict[str, Any]:
    days = sorted({day for s in series for day, _ in s["data"]})
    sides = ((look.LOWER, -100), (look.UPPER, 100))
    band = [{**LIMIT, "name": view.say(name), "data": [[d, at] for d in (days[0], days[-1])]} for name, at in sides]
    options = frame(view, [*band, *series], x={"type": "time", "name": ""}, y={"name": view.say(m.SHARE_AXIS)})
    if len(days) == 1:
        options["xAxis"] = {"type": "category", "data": days}
    return options
