"""The items of a record: what was decided, the error curve, and every reading and answer, every attempt of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from nicegui import ui

from console.catalogue import web_record as m
from console.language import clause_in
from console.web.look_chart import drawn, error_curve
from console.web.look_parts import folded, local, outcome_shown, table
from console.web.parts import button
from console.web.shell import words
from messages import both
from metrology.text import NO_TEXT, Text
from reports.wording import ANSWERS, HOW, known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.recorded import ItemRecord, Line

AT_ONCE: Final = 100
"""Lines of an item that are shown at once."""


def item_shown(view: View, one: ItemRecord) -> None:
    """An item that opens; one with an error curve, or that does not conform, is open."""

    def head() -> None:
        words(view.say(one.item.name), "h3")
        words(f" {clause_in(one.item.clause, view.language)} ").classes("sy-small")
        if one.outcome:
            outcome_shown(view, one.outcome)
        elif one.reason != NO_TEXT:
            words(view.say(one.reason)).classes("sy-small")

    looked_for = bool(one.charts) or one.outcome not in {"", "conform", "not_applicable"}
    folded(head, partial(_item, view, one), mark="item", open_=looked_for)


def _item(view: View, one: ItemRecord) -> None:
    if one.reason != NO_TEXT and one.outcome:
        words(view.say(one.reason), "p")
    for chart in one.charts:
        caption = view.say(chart.points[0].caption)
        drawn(error_curve(view, chart), view.say(m.CURVE, what=caption or view.say(one.item.name)))
    if one.points:
        rows: list[list[Cell]] = [
            [
                view.say(point.label),
                partial(outcome_shown, view, str(point.outcome)),
                f"{point.comparison.compared} {point.comparison.unit}".strip() if point.comparison else "",
                view.say(point.reason),
            ]
            for point in one.points
        ]
        table([view.say(c) for c in m.POINT_COLUMNS], rows, mark="points", label=view.say(one.item.name))
    if one.lines:
        folded(view.say(m.LINES, count=len(one.lines)), partial(lines_shown, view, one.lines), mark="readings")


def lines_shown(view: View, lines: Sequence[Line]) -> None:
    """Readings and answers in order, some at once."""
    body = ui.element("div")
    more = ui.element("div")

    def show(start: int) -> None:
        with body:
            part = lines[start : start + AT_ONCE]
            table([view.say(c) for c in m.LINE_COLUMNS], [_line(view, line) for line in part], mark="lines")
        more.clear()
        left = len(lines) - start - AT_ONCE
        if left > 0:
            with more:
                button(view.say(m.MORE_LINES, count=min(left, AT_ONCE)), partial(show, start + AT_ONCE))

    show(0)


def _line(view: View, line: Line) -> list[Cell]:
    body: Mapping[str, Any] = line.body
    asked = body.get("words", {})
    what = asked.get("question") or {"zh": line.address, "en": line.address}
    read, note = _said(view, line), str(body.get("note") or "")
    if line.kind in {"observation", "finding"} and not line.counts:
        note = f"{view.say(m.SUPERSEDED)} {note}".strip()
    confirmed = body.get("confirmed_by")
    if confirmed and confirmed.get("name"):
        note = f"{note} {view.say(m.CONFIRMED, person=confirmed['name'])}".strip()
    how = view.say(known(HOW, str(body["how"]))) if "how" in body else ""
    return [
        str(line.seq),
        local(line.time),
        partial(_what, view.say(what), line.address),
        partial(_read, read, line.kind),
        f"{how} {body.get('role') or ''}".strip(),
        note,
    ]


def _what(said: str, address: str) -> None:
    words(said)
    if said != address:
        words(address).classes("sy-small sy-block")


def _read(text: str, kind: str) -> None:
    words(text).classes("sy-bad" if kind == "refused" else "sy-warn" if kind == "broken_off" else "")


def _said(view: View, line: Line) -> str:
    """What an entry says, in words."""
    body: Mapping[str, Any] = line.body
    if line.kind == "finding":
        return view.say(known(ANSWERS, str(body["answer"])))
    if line.kind == "broken_off":
        return view.say(m.BROKEN_OFF)
    person = (body.get("by") or {}).get("name", "")
    if line.kind == "remark":
        return view.say(m.REMARK, person=person, said=body.get("text", ""))
    if line.kind == "correction":
        return view.say(m.CORRECTION, old=body["old"], new=body["new"], why=body["why"], person=person)
    if line.kind == "refused":
        problem = view.say(Text(**body["words"]["problem"]))
        reason = body.get("reason", "")
        told = view.say(m.KEPT, problem=problem, reason=reason) if reason else view.say(m.REFUSED, problem=problem)
        return f"{body['text']}  {told}"
    return _value(view, line, str(body.get("text") or ""))


def _value(view: View, line: Line, text: str) -> str:
    """A reading with its unit, and what was received where that says more."""
    said = f"{line.value} {'' if line.unit == '1' else line.unit}".strip() or text or view.say(m.NOT_MEASURED)
    return said if text in {"", line.value, said} else f"{said} ({view.say(both(text))})"
