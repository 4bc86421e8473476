"""A run of a bench written into a form, row by row, and decided again by the form."""

import csv
import io
import re
from pathlib import Path
from typing import Any

from metrology.exact import plain
from records.entries import Finding, Instant, Number, Observation, Series, TextValue, of_kind, opened
from records.event import Event
from records.journal import MemoryJournal
from sequencer.form import FormSource, read_form
from sequencer.session import Setup, StoppedClock, perform, preview
from services.laboratory.prepare import rebuild
from services.runs.form import empty

OF_THE_BENCH = re.compile(r"/steady_t\d+$|_hold$")
"""What a bench reads to know when it is steady, and what it records during a wait: a form has no rows for either."""


def on_paper(events: list[Event], folder: Path, setup: Setup | None = None) -> list[Event]:
    """The entries of a run that has the readings of another one from a form.

    Args:
        events: The run of a bench.
        folder: Where the form and its series lie.
        setup: What is decided; without it that of the run.
    """
    setup = (setup or rebuild(opened(events))).stating(source="form")
    questions = preview(setup, MemoryJournal()).questions
    answers = {address: _observed(o, folder, address) for address, o in _of_kind(events, Observation)}
    answers |= {address: (_found(f), "") for address, f in _of_kind(events, Finding)}
    rows = list(csv.DictReader(io.StringIO(empty(setup).removeprefix("\ufeff"))))
    for row in rows:
        row["value"], row["reason"] = answers.get(row["address"], (row["value"], row["reason"]))
    form = folder / "form.csv"
    with form.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    read, journal = read_form(form), MemoryJournal("paper")
    source = FormSource(form, read.rows, [q.address for q in questions])
    perform(setup, journal, source, StoppedClock())
    assert source.unread() == []
    assert [at for at in answers if at not in read.rows and not OF_THE_BENCH.search(at)] == []
    return journal.events


def _of_kind(events: list[Event], kind: Any) -> list[tuple[str, Any]]:
    """Entries of one kind with their addresses."""
    return [(e.address, entry) for e, entry in of_kind(events, kind)]


def _observed(o: Observation, folder: Path, address: str) -> tuple[str, str]:
    match o.value:
        case None:
            return f"not_measured: {o.note}", ""
        case Number(number=number):
            return number, o.note
        case TextValue(content=content):
            return content, o.note
        case Instant():
            return o.text, o.note
        case Series():
            name = f"{address.replace('/', '_')}.csv"
            (folder / name).write_text("\n".join(f"{plain(t)},{plain(v)}" for t, v in o.value.points()) + "\n", "utf-8")
            return name, o.note
    return o.text, o.note


def _found(f: Finding) -> str:
    if f.answer in {"not_applicable", "not_measured"}:
        who = f" ({f.confirmed_by.id})" if f.confirmed_by is not None else ""
        return f"{f.answer}{who}: {f.note}"
    return f"{f.answer}: {f.note}" if f.note else f.answer
