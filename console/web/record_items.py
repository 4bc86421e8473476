"""The items of a record: what was decided, the error curve, and every reading and answer, every attempt of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from nicegui import ui

from console.catalogue import web_record as m
from console.language import clause_in
from console.web.look_chart import drawn, error_curve
from console.web.look_parts import folded, local, outcome_shown, table
from console.web.parts import button
from console.web.shell import words
from messages import both
from metrology.text import NO_TEXT, Text
from records.entries import BrokenOff, Correction, Finding, Observation, Refused, Remark
from reports.wording import ANSWERS, HOW, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from console.web.look_parts import Cell
    from console.web.view import View
    from services.recorded import ItemRecord, Line

AT_ONCE: Final = 100
"""Lines of an item that are shown at once."""


def item_shown(view: View, one: ItemRecord, kind: str) -> None:
    """An item that opens, in the words of a kind of work; one with an error curve, or that does not conform, is open."""

    def head() -> None:
        words(view.say(one.item.name), "h3")
        words(f" {clause_in(one.item.clause, view.language)} ").classes("sy-small")
        if one.outcome:
            outcome_shown(view, one.outcome, kind)
        elif one.reason != NO_TEXT:
            words(view.say(one.reason)).classes("sy-small")

    looked_for = bool(one.charts) or one.outcome not in {"", "conform", "not_applicable"}
    folded(head, partial(_item, view, one, kind), mark="item", open_=looked_for)


def _item(view: View, one: ItemRecord, kind: str) -> None:
    if one.reason != NO_TEXT and one.outcome:
        words(view.say(one.reason), "p")
    for chart in one.charts:
        caption = view.say(chart.points[0].caption)
        drawn(error_curve(view, chart), view.say(m.CURVE, what=caption or view.say(one.item.name)))
    if one.points:
        rows: list[list[Cell]] = [
            [
                view.say(point.label),
                partial(outcome_shown, view, str(point.outcome), kind),
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
    entry = line.entry
    what, notes = Text(line.address, line.address), list[str]()
    if isinstance(entry, Observation | Finding):
        what = entry.words.question
        notes = [entry.note] if line.counts else [view.say(m.SUPERSEDED), entry.note]
    if isinstance(entry, Finding) and entry.confirmed_by is not None:
        notes.append(view.say(m.CONFIRMED, person=entry.confirmed_by.name))
    how = view.say(known(HOW, entry.how)) if isinstance(entry, Observation | Finding | Refused) else ""
    role = entry.role if isinstance(entry, Observation) else ""
    return [
        str(line.seq),
        local(line.time),
        partial(_what, view.say(what), line.address),
        partial(_read, _said(view, line), entry.entry_kind),
        f"{how} {role}".strip(),
        " ".join(note for note in notes if note),
    ]


def _what(said: str, address: str) -> None:
    words(said)
    if said != address:
        words(address).classes("sy-small sy-block")


def _read(text: str, kind: str) -> None:
    words(text).classes("sy-bad" if kind == "refused" else "sy-warn" if kind == "broken_off" else "")


def _said(view: View, line: Line) -> str:
    """What an entry says, in words."""
    said = ""
    match line.entry:
        case Finding(answer=answer):
            said = view.say(known(ANSWERS, answer))
        case BrokenOff():
            said = view.say(m.BROKEN_OFF)
        case Remark(by=by, text=text):
            said = view.say(m.REMARK, person=by.name, said=text)
        case Correction() as made:
            said = view.say(m.CORRECTION, old=made.old, new=made.new, why=made.why, person=made.by.name)
        case Refused() as entry:
            problem = view.say(entry.words.problem)
            kept = view.say(m.KEPT, problem=problem, reason=entry.reason)
            said = f"{entry.text}  {kept if entry.reason else view.say(m.REFUSED, problem=problem)}"
        case Observation(text=text):
            said = _value(view, line, text)
    return said


def _value(view: View, line: Line, text: str) -> str:
    """A reading with its unit, and what was received where that says more."""
    said = f"{line.value} {'' if line.unit == '1' else line.unit}".strip() or text or view.say(m.NOT_MEASURED)
    return said if text in {"", line.value, said} else f"{said} ({view.say(both(text))})"
