"""What stands beside the items of a record: corrections, standards, environment, files, documents, the course."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import ui

from console.catalogue import web_record as m
from console.web.look_parts import folded, local, table
from console.web.record_items import lines_shown
from console.web.shell import link, words
from metrology.text import NO_TEXT
from records.entries import Correction
from reports import statements
from reports.record.course import KINDS, described_in, kind_of

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from records.entries import ChainLink
    from services.recorded import KeptFile, Recorded


def corrections(view: View, one: Recorded) -> None:
    """What this run corrects in an earlier one, and the start gates that somebody let pass."""
    opened = one.view.opened
    said = [view.say(text) for text in statements.amendments(opened)]
    said += [view.say(o.statement) for o in opened.overrides if o.statement != NO_TEXT]
    said += [view.say(text) for stop in one.view.interruptions for text in stop.overridden]
    withdrawn = sum(isinstance(entry, Correction) for _, entry in one.view.course)
    said += [view.say(m.CORRECTED_MEANWHILE, count=withdrawn)] if withdrawn else []
    if not said and not one.remarks:
        words(view.say(m.NONE_CORRECTED), "p")
    with ui.element("ul").classes("sy-list"):
        for text in said:
            words(text, "li")
    if one.remarks:
        lines_shown(view, one.remarks)


def standards(view: View, one: Recorded) -> None:
    """The standards as the run used them: the certificate in force on its day, and the chain above."""
    used = one.view.opened.standards
    if not used:
        words(view.say(m.NO_STANDARDS), "p")
        return
    rows: list[list[Cell]] = [
        [
            standard.role,
            partial(_standard, view.say(standard.name), standard.id, f"{standard.model} {standard.serial}"),
            standard.certificate,
            standard.valid_until,
            " → ".join(_link(above) for above in standard.traceability[1:]) or "–",
        ]
        for standard in used
    ]
    table([view.say(c) for c in m.STANDARD_COLUMNS], rows, mark="standards")


def _standard(name: str, key: str, more: str) -> None:
    link(f"/standards/{quote(key, safe='')}", f"{name} {key}")
    words(more).classes("sy-small sy-block")


def _link(above: ChainLink) -> str:
    return " ".join(part for part in (above.id, above.certificate, above.state_reason, above.recalled) if part)


def environment(view: View, one: Recorded) -> None:
    """The limits of the regulation, and the readings."""
    with ui.element("ul").classes("sy-list"):
        for c in one.view.conditions:
            limits = {"lower": c.lower or "–", "upper": c.upper or "–", "unit": c.unit}
            said = view.say(m.LIMITS, name=view.say(c.name), **limits)
            words(said + (view.say(m.CHANGE, drift=c.drift, unit=c.unit) if c.drift else ""), "li")
    if one.environment:
        lines_shown(view, one.environment)
    else:
        words(view.say(m.NO_ENVIRONMENT), "p")


def files(view: View, one: Recorded) -> None:
    """Files and photographs, the latter as pictures."""
    if not one.files:
        words(view.say(m.NO_FILES), "p")
    with ui.element("ul").classes("sy-list"):
        for file in one.files:
            with ui.element("li"):
                _file(view, one.view.run, file)


def _file(view: View, run: str, file: KeptFile) -> None:
    address = f"/runs/{run}/files/{file.sha256}"
    size = max(1, round(file.size / 1000))
    text = view.say(m.FILE, name=file.name, size=size, address=file.address)
    ui.link(text, address, new_tab=True).classes("sy-link")
    if file.media in {"image/jpeg", "image/png"}:
        picture = ui.element("img").classes("sy-photo")
        alt = view.say(m.PICTURE, name=file.name, address=file.address)
        picture.props.update({"src": address, "alt": alt, "loading": "lazy"})


def documents(view: View, one: Recorded) -> None:
    """The documents of the run in the register, with what an outsider is told of each."""
    if one.documents:
        rows = [[d.number, view.say(d.kind), view.say(d.state), view.say(d.says)] for d in one.documents]
        table([view.say(c) for c in m.DOCUMENT_COLUMNS], rows, mark="documents")
    else:
        words(view.say(m.NO_DOCUMENTS), "p")
    if one.view.state == "closed":
        link(f"/done/{one.view.run}", view.say(m.AS_PRINTED))


def course(view: View, one: Recorded) -> None:
    """What happened beside the readings: commands, waiting, pauses, interruptions."""
    happened = [(event, entry) for event, entry in one.view.course if type(entry) in KINDS]
    if not happened:
        words(view.say(m.NO_COURSE), "p")
        return
    rows: list[list[Cell]] = [
        [
            str(event.seq),
            local(event.time),
            view.say(kind_of(entry)),
            "; ".join(view.say(t) for t in described_in(entry)),
        ]
        for event, entry in happened
    ]
    titles = [view.say(c) for c in m.COURSE_COLUMNS]
    folded(f"{view.say(m.COURSE)} ({len(rows)})", partial(table, titles, rows, mark="course"), mark="course")
