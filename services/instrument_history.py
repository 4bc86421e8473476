"""One instrument over the years: what the register says of it, its runs, and its errors point by point and run by run."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.text import NO_TEXT, Text
from records.entries import Conclusion, ItemResult, Opened, Subject, of_kind, read
from records.errors import RecordsError
from records.run_index import Search
from records.same_instrument import same_instrument, spelt
from records.store import Store
from records.verification import ledger_of, read_verified
from registers.documents import DOCUMENTS
from registers.errors import NotRegistered, RegistersError
from registers.instruments import FOREVER, INSTRUMENTS, covered_until
from registers.organisations import ORGANISATIONS
from registers.work import JOBS
from services.catalogue.editions import doubted
from services.register.book import opened_book
from services.register.scan import scanned
from services.runs.history import history

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records.event import Event
    from registers.book import Book, Past
    from registers.change import Row
    from registers.instruments import Instrument

NEWEST: Final = 30
"""Runs whose errors are compared, the newest ones."""


class Point(NamedTuple):
    """A point that is compared from run to run."""

    item: str
    label: str
    unit: str


class Found(NamedTuple):
    """What one run found at a point.

    Attributes:
        run, day: The run, and its day.
        value: The error, as it was compared.
        lower, upper: Its limits; an absent one is empty.
        outcome: What was concluded.
        unrounded: The error before it was rounded; a quotient as a fraction.
    """

    run: str
    day: str
    value: str
    lower: str
    upper: str
    outcome: str
    unrounded: str = ""

    @property
    def share(self) -> float | None:
        """The error as a part of its limit on that side, in per cent, for drawing; None where there is no limit."""
        limit = self.upper if float(self.value) >= 0 else self.lower
        return 100 * float(self.value) / abs(float(limit)) if limit and float(limit) else None


@dataclass(frozen=True, slots=True)
class PointHistory:
    """A point over the runs, oldest first."""

    point: Point
    item: Text
    label: Text
    found: tuple[Found, ...]


class DocumentRow(NamedTuple):
    """A document of the instrument."""

    number: str
    kind: Text
    state: Text
    on: date | None
    valid_until: date | None
    run: str


class JobRow(NamedTuple):
    """A job of the instrument."""

    key: str
    order: str
    state: Text
    run: str


@dataclass(frozen=True, slots=True)
class InstrumentHistory:
    """An instrument.

    Attributes:
        serial: Its serial number; as it was asked for where it is not registered.
        key: Its key in the register; empty where it is not registered.
        said: What the register says: title and value of each field that is not empty.
        several: Keys of the instruments that bear what was asked for, where it is more than one.
        until: Last day on which it counts as verified; empty for none, `FOREVER` where it has no end.
        days: Days until then; None for no end and for none.
        runs: Its runs, newest first, as `services.runs.history.history` gives them.
        points: Its errors, point by point, over the newest runs.
        unread: Runs that are not what was written, so that their errors are left out.
        documents, jobs, changes: What the registers hold of it.
    """

    serial: str
    key: str = ""
    name: Text = NO_TEXT
    said: tuple[tuple[Text, str], ...] = ()
    several: tuple[str, ...] = ()
    until: str = ""
    days: int | None = None
    runs: tuple[dict[str, Any], ...] = ()
    points: tuple[PointHistory, ...] = ()
    unread: tuple[str, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    jobs: tuple[JobRow, ...] = ()
    changes: tuple[Past, ...] = field(default=())


def instrument_history(url: str, name: str, on: date) -> InstrumentHistory:
    """An instrument, by its serial number, its label or its key in the register; one that is not registered by its runs.

    Args:
        url: The store.
        name: Serial number, label or key.
        on: The day of which it is told until when it counts as verified.

    Raises:
        RecordsError: The store cannot be read.
    """
    key, several = _key(url, name)
    if not key:
        return _of_runs(url, InstrumentHistory(name, several=several), None)
    with opened_book(url) as book:
        row = book.get(INSTRUMENTS, key)
        until = covered_until(row.record)
        found = InstrumentHistory(
            row.record.serial or row.record.code,
            key,
            Text(row.record.name, row.record.name_en or row.record.name),
            tuple(_said(book, row)),
            until=until,
            days=(date.fromisoformat(until) - on).days if until and until != FOREVER else None,
            documents=tuple(_documents(book, row)),
            jobs=tuple(_jobs(book, key)),
            changes=tuple(book.history(INSTRUMENTS, key)),
        )
    return _of_runs(url, found, row.record)


def _key(url: str, name: str) -> tuple[str, tuple[str, ...]]:
    """The key of an instrument; the keys of all where several bear the name."""
    try:
        row = scanned(url, name).instrument
    except NotRegistered:
        return "", ()
    except RegistersError:
        with suppress(RegistersError), opened_book(url) as book:
            return "", tuple(row.key for row in book.rows(INSTRUMENTS, partial(_bears, name)))
        return "", ()
    return (row.key, ()) if row is not None else ("", ())


def _bears(name: str, c: Any) -> Any:
    return (c.serial == name) | (c.code == name)


def _said(book: Book, row: Row[Instrument]) -> Iterable[tuple[Text, str]]:
    for f in INSTRUMENTS.fields:
        value = getattr(row.record, f.name)
        if value in ("", None, (), {}, 0) or f.name == "nameplate":
            continue
        if f.name == "owner":
            owner = book.find(ORGANISATIONS, value)
            value = f"{owner.record.name} ({value})" if owner is not None else value
        text = f.choices.get(value) if isinstance(value, str) else None
        if f.name == "item":
            text = doubted(book, [value]).get(value)
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        yield f.title, f"{text.zh} | {text.en}" if text is not None else shown


def _documents(book: Book, row: Row[Instrument]) -> Iterable[DocumentRow]:
    titles = {f.name: f.choices for f in DOCUMENTS.fields}
    serial = row.record.serial

    def where(c: Any) -> Any:
        return (c.instrument == row.key) | ((c.instrument == "") & (c.serial == serial) & (c.serial != ""))

    for document in book.rows(DOCUMENTS, where, order=("on", "key")):
        d = document.record
        kind, state = titles["kind"].get(d.kind, NO_TEXT), titles["state"].get(d.state, NO_TEXT)
        yield DocumentRow(document.key, kind, state, d.on, d.valid_until, d.run)


def _jobs(book: Book, key: str) -> Iterable[JobRow]:
    states = {f.name: f.choices for f in JOBS.fields}["state"]
    for job in book.rows(JOBS, lambda c: c.instrument == key):
        j = job.record
        yield JobRow(job.key, j.order, states.get(j.state, Text.same(j.state)), j.as_left)


def _of_runs(url: str, found: InstrumentHistory, row: Instrument | None) -> InstrumentHistory:
    """With the runs of the instrument, and its errors in them."""
    rows = [r for r in history(url, Search(serial=found.serial))["runs"] if spelt(r["serial"]) == spelt(found.serial)]
    if not rows:
        return found
    asked = Subject(name=NO_TEXT, maker=row.maker, model=row.model, serial=found.serial) if row is not None else None
    store = Store(url, read_only=True)
    try:
        firsts = {r["run"]: line for r in rows if (line := store.line(r["run"])) is not None}
        mine = {
            run
            for run, line in firsts.items()
            if asked is None or same_instrument(asked, read(line.opened, Opened).subject)
        }
        kept = [r for r in rows if r["run"] in mine or r["run"] not in firsts]
        points, unread = _points(store, [r["run"] for r in kept if r["run"] in mine][:NEWEST][::-1])
    finally:
        store.close()
    return replace(found, runs=tuple(kept), points=points, unread=tuple(unread))


def _points(store: Store, runs: Sequence[str]) -> tuple[tuple[PointHistory, ...], list[str]]:
    ledger, unread = ledger_of(store), list[str]()
    found: dict[Point, tuple[Text, Text, list[Found]]] = {}
    for run in runs:
        try:
            events = read_verified(store, run, ledger)
        except RecordsError:
            unread.append(run)
            continue
        for point, item, label, one in _of_run(run, events):
            found.setdefault(point, (item, label, []))[2].append(one)
    return tuple(PointHistory(p, item, label, tuple(ones)) for p, (item, label, ones) in found.items()), unread


def _of_run(run: str, events: Sequence[Event]) -> Iterable[tuple[Point, Text, Text, Found]]:
    day = read(events[0], Opened).date
    names = {i.key: i.words.name for _, i in of_kind(events, ItemResult)}
    for _, c in of_kind(events, Conclusion):
        value = (c.decision.rounded or c.decision.unrounded) if c.decision is not None else ""
        if c.decision is None or not _number(value):
            continue
        lower, upper = c.decision.limit
        point, unit = c.words.label, c.decision.unit
        name = names.get(c.item, Text.same(c.item))
        yield (
            Point(c.item, point.zh, unit),
            name,
            point,
            Found(run, day, value, lower, upper, c.outcome, c.decision.unrounded),
        )


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:  # a quotient that was not rounded
        return False
    return True
