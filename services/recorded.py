"""The record of a run for a person who looks at it: its end, every attempt, corrections, files and documents."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from messages import both
from metrology.text import NO_TEXT, Text
from records.audit import cited
from records.entries import (
    BrokenOff,
    Correction,
    Finding,
    Observation,
    Opened,
    Refused,
    Remark,
    opened,
    read,
    shown,
    standing,
)
from records.errors import NotIntact, RecordsError
from records.instrument_index import runs_of
from records.run_index import amending
from records.store import Store
from records.verification import ledger_of, read_verified
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from reports.content.curve import charts, limit_lines
from reports.content.results import band_of, plotted
from reports.model import read_run
from sequencer.attempts import last
from services.finished.ended import Ended, ended_of
from services.issuing.rules import state_on
from services.register.book import opened_book
from services.suspicious_data.record_alerts import alerts_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from records.entries.fields import Entry
    from records.event import Event
    from reports.view import Conclusion, PlannedItem, PlotPoint, RunView
    from reports.view.alert import Alert

SHOWN: dict[str, type[Entry]] = {
    t.entry_kind: t for t in (Observation, Finding, Refused, BrokenOff, Remark, Correction)
}
"""Entries of a journal that are shown with the item they belong to."""


class Line(NamedTuple):
    """One entry of an item.

    Attributes:
        seq, time, address: As the journal has them.
        entry: What it says.
        value, unit: The value of a reading.
        counts: Whether a conclusion may rest on it: a later attempt did not take its place.
    """

    seq: int
    time: str
    address: str
    entry: Entry
    value: str
    unit: str
    counts: bool


class Chart(NamedTuple):
    """An error curve: its points, and the lines of its limits, in binary floats for drawing."""

    points: tuple[PlotPoint, ...]
    lower: tuple[tuple[float, float], ...]
    upper: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item of the regulation with everything that belongs to it.

    Attributes:
        item: As it was planned.
        outcome: How it was decided; empty where it was not.
        reason: Why, or why it is not examined.
        points: What was decided.
        charts: Its error curves.
        lines: Its readings and answers, every attempt of them, and what was refused, in order.
    """

    item: PlannedItem
    outcome: str
    reason: Text
    points: tuple[Conclusion, ...]
    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]


class KeptFile(NamedTuple):
    """A file that an entry names."""

    seq: int
    address: str
    name: str
    media: str
    size: int
    sha256: str


class DocumentLine(NamedTuple):
    """A document of the run, as the register of documents has it, and what an outsider is told of it."""

    number: str
    kind: Text
    state: Text
    says: Text
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The record of a run.

    Attributes:
        view: Its journal in types.
        end: How it ended, in words.
        items: Its items, in the order of the regulation.
        environment: The readings of the environment.
        remarks: What was noted of the run as a whole.
        entries: How many entries it has.
        files: Files and photographs.
        documents: Its documents in the register, the newest last.
        amended_by, followed_by: Later runs that correct it, or go on from it; empty for none.
        alerts: What makes it look as honest readings seldom do.
        problems: Why it is not what was written; empty where it is.
    """

    view: RunView
    end: Ended
    items: tuple[ItemRecord, ...]
    environment: tuple[Line, ...]
    remarks: tuple[Line, ...]
    entries: int
    files: tuple[KeptFile, ...] = ()
    documents: tuple[DocumentLine, ...] = ()
    amended_by: str = ""
    followed_by: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
    problems: tuple[Text, ...] = field(default=())


def recorded(url: str, name: str, on: date) -> Recorded:
    """The record of a run; one that is not what was written is shown with what is wrong with it.

    Args:
        url: The store.
        name: The run, the beginning of its name, or ``last``.
        on: The day of which the state of its documents is told.

    Raises:
        UnknownRun: There is none.
        Damaged: An entry cannot be read.
    """
    store = Store(url, read_only=True)
    try:
        run, problems = store.find(name), tuple[Text, ...]()
        try:
            events = read_verified(store, run, ledger_of(store))
        except NotIntact as error:
            events, problems = store.events(run), tuple(both(p) for p in error.problems)
        view = replace(read_run(events), before=_before(store, events))
        lines = _lines(events)
        return Recorded(
            view=view,
            end=ended_of(run, events, url),
            items=tuple(_item(view, item, lines) for item in view.items),
            environment=tuple(line for line in lines if line.address.startswith("environment/")),
            remarks=tuple(line for line in lines if isinstance(line.entry, Remark) and not line.entry.about),
            entries=len(events),
            files=tuple(_files(events)),
            documents=_documents(url, run, on),
            amended_by=amending(store, [run]).get(run, ""),
            followed_by=_following(store, run, view),
            alerts=tuple(alerts_in(store, events)),
            problems=problems,
        )
    finally:
        store.close()


def file_of(url: str, run: str, sha256: str) -> tuple[KeptFile, bytes] | None:
    """A file that an entry of a run names, with its bytes; None where no entry names it or it is lost.

    Args:
        url: The store.
        run: The run, whole or the beginning of its name.
        sha256: Digest of the file.

    Raises:
        UnknownRun: There is no such run.
    """
    store = Store(url, read_only=True)
    try:
        found = next((f for f in _files(store.events(store.find(run))) if f.sha256 == sha256), None)
        content = store.file(sha256) if found is not None else None
        return (found, content) if found is not None and content is not None else None
    finally:
        store.close()


def _before(store: Store, events: Sequence[Event]) -> RunView | None:
    """The run that it follows, of which documents draw the error curve as found; None for none that is intact."""
    follows = opened(events).follows
    with suppress(RecordsError):
        return read_run(read_verified(store, follows)) if follows else None
    return None


def _lines(events: Sequence[Event]) -> list[Line]:
    counting = {event.seq for event in last(standing(events)).values()}
    placed = [(e, read(e, SHOWN[e.kind])) for e in events if e.kind in SHOWN]
    return [Line(e.seq, e.time, e.address, entry, *_value(entry), e.seq in counting) for e, entry in placed]


def _value(entry: Entry) -> tuple[str, str]:
    return shown(entry.value) if isinstance(entry, Observation) else ("", "")


def _item(view: RunView, item: PlannedItem, lines: Sequence[Line]) -> ItemRecord:
    points, result = view.conclusions_of(item.key), view.result_of(item.key)
    drawn = [
        Chart(tuple(mine), *map(tuple, limit_lines(mine, own)))
        for mine, own in charts(plotted(view, item.key), band_of(view, item.key))
    ]
    return ItemRecord(
        item,
        str(result.outcome) if result is not None else "",
        result.reason if result is not None else item.reason,
        points,
        tuple(chart for chart in drawn if len({p.x for p in chart.points}) > 1),
        tuple(line for line in lines if item.key in _items_of(line)),
    )


def _items_of(line: Line) -> set[str]:
    """The item of an entry: that of its address, and that of what a remark is about."""
    about = line.entry.about if isinstance(line.entry, Remark) else ""
    return {line.address.partition("/")[0], about.partition("/")[0]}


def _files(events: Sequence[Event]) -> list[KeptFile]:
    at = {e.seq: e.address for e in events}
    named = ("name", "media", "size", "sha256")
    return [KeptFile(seq, at[seq], *(value[n] for n in named)) for seq, value in cited([e._asdict() for e in events])]


def _documents(url: str, run: str, on: date) -> tuple[DocumentLine, ...]:
    found = list[DocumentLine]()
    with suppress(RegistersError), opened_book(url) as book:
        for row in book.rows(DOCUMENTS, lambda c: c.run == run, order=("recorded", "key")):
            fields = {f.name: f for f in DOCUMENTS.fields}
            kind, state = (fields[n].choices.get(getattr(row.record, n), NO_TEXT) for n in ("kind", "state"))
            found.append(DocumentLine(row.key, kind, state, state_on(row.record, on)[1], row.record.valid_until))
    return tuple(found)


def _following(store: Store, run: str, view: RunView) -> tuple[str, ...]:
    same = runs_of(store, view.opened.subject)
    return tuple(line.run for line in same if read(line.opened, Opened).follows == run)
