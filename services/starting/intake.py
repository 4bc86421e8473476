"""Takes instruments in one after another: each scanned serial number becomes a job of one order.

An instrument that is not registered gets the nameplate of another of its model, all but what is its own. Each job is
written at once, so that nothing is lost where the page or the program ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import select

from metrology.text import Text
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument, identity
from registers.steps import OPEN, further_job, new_order
from registers.work import JOBS, Job, Order
from services.laboratory.nameplates import Nameplate
from services.register.book import changing, opened_book
from services.register.scan import plain_code
from services.starting.nameplate_check import nameplate_problems

if TYPE_CHECKING:
    from datetime import date

    from registers.book import Book
    from registers.change import Change, Row

OF_THE_MODEL = (
    *("name", "name_en", "maker", "model", "kind", "range", "accuracy_class", "item", "domain", "industry", "mode"),
    *("life_years", "cycle_months", "regulation", "bench", "division", "owner"),
)
"""What instruments of one model have in common, and who uses them; the rest belongs to one instrument."""
LOOKED_AT = 300
"""How many instruments are looked at for their models."""
ITS_OWN = ("seals", "software", "client", "client_address")
"""Entries of a nameplate that belong to one instrument."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An instrument that was taken in.

    Attributes:
        order, job: Number of the order, and key of the job.
        instrument: Key of the instrument.
        serial: Its serial number.
        new: Whether it was registered with this.
    """

    order: str
    job: str
    instrument: str
    serial: str
    new: bool


@dataclass(frozen=True, slots=True)
class Intake:
    """What all instruments of one intake have in common.

    Attributes:
        like: Key of the instrument whose nameplate the others get.
        client: Key of the client; empty for the user of that instrument.
        order: The order that is added to; empty for a new one.
        regulation, stage, bench, batch: What every job says; empty where it follows from the instrument.
        promised: Day for which the order is promised.
    """

    like: str
    client: str = ""
    order: str = ""
    regulation: str = ""
    stage: str = ""
    bench: str = ""
    batch: str = ""
    promised: date | None = None


def take_in_next(url: str, code: str, intake: Intake, on: date, person: str) -> Taken:
    """Take in the instrument with a scanned code or a typed serial number.

    Args:
        url: The store.
        code: As the reader gives it.
        intake: What all instruments have in common.
        on: Day of receipt.
        person: Who takes in; the job is theirs.

    Returns:
        The job; for the first of an intake also the number of the order that the next ones are added to.

    Raises:
        RegistersError: It is taken in already, something is missing, or its nameplate cannot be that of the model.
    """
    serial = plain_code(code)

    def work(change: Change) -> Taken:
        model = change.get(INSTRUMENTS, intake.like).record
        known = _known(change, model, serial)
        if known is not None:
            _refuse_taken_in(change, known, serial)
        key = known.key if known is not None else change.add(INSTRUMENTS, of_the_model(model, serial))
        job = Job(
            instrument=key,
            regulation=intake.regulation,
            stage=intake.stage,
            bench=intake.bench,
            batch=intake.batch,
            assigned=person,
        )
        if intake.order:
            taken, order = further_job(change, intake.order, job), intake.order
        else:
            client = intake.client or model.owner
            order = new_order(change, Order(client=client, received=on, promised=intake.promised), [job])
            taken = f"{order}/1"
        return Taken(order, taken, key, serial, known is None)

    return changing(url, person, "received", work)


def of_the_model(model: Instrument, serial: str) -> Instrument:
    """An instrument with the nameplate of another of its model.

    Args:
        model: The other.
        serial: Its serial number.

    Raises:
        RegistersError: Its nameplate cannot be one that the regulation of the model takes.
    """
    common = {name: getattr(model, name) for name in OF_THE_MODEL}
    plate = {name: value for name, value in model.nameplate.items() if name not in ITS_OWN}
    made = replace(Instrument(), **common, serial=serial, nameplate=plate)
    problems = nameplate_problems(made.regulation, Nameplate(serial, _fields(made)))
    if problems:
        raise RegistersError(problems)
    return made


def same_models(url: str, text: str = "", limit: int = 12) -> list[Row[Instrument]]:
    """Instruments to take a nameplate from, one of each maker and model, those that were taken in last first.

    Args:
        url: The store.
        text: Part of a model, maker or name; empty for all.
        limit: How many at most.

    Raises:
        RegistersError: There is no store.
    """
    with opened_book(url) as book:
        rows = book.search(INSTRUMENTS, text, limit=LOOKED_AT) if text else _newest(book)
    newest: dict[tuple[str, str], Row[Instrument]] = {}
    for row in rows:
        if row.record.status == "in-use" and row.record.model:
            newest.setdefault((row.record.maker, row.record.model), row)
    return list(newest.values())[:limit]


def _newest(book: Book) -> list[Row[Instrument]]:
    """The instruments of the newest jobs, then those that were registered last."""
    j, i = JOBS.now.c, INSTRUMENTS.now.c
    queries = (
        select(j.instrument).order_by(j.key.desc()).limit(LOOKED_AT),
        select(i.key).order_by(i.key.desc()).limit(LOOKED_AT),
    )
    with book.store.reporting(), book.store.engine.connect() as connection:
        keys = list(dict.fromkeys(key for query in queries for key in connection.scalars(query)))
    there = {row.key: row for row in book.rows(INSTRUMENTS, lambda c: c.key.in_(keys))}
    return [there[key] for key in keys if key in there]


def _fields(of: Instrument) -> dict[str, object]:
    marked = {"name": of.name, "name_en": of.name_en, "maker": of.maker, "model": of.model, "serial": of.serial}
    return {**marked, **of.nameplate}


def _known(change: Change, model: Instrument, serial: str) -> Row[Instrument] | None:
    """The registered instrument that a code names: of this model by its serial number, else any by its label or key."""
    table = INSTRUMENTS.now
    there = table.c.status != "merged"
    wanted = identity(replace(model, serial=serial))
    keys = list(change.connection.scalars(select(table.c.key).where(table.c.identity == wanted, there)))
    if not keys:
        labelled = select(table.c.key).where((table.c.code == serial) | (table.c.key == serial), there)
        keys = list(change.connection.scalars(labelled))
    if len(keys) > 1:
        there_are = ", ".join(keys)
        raise RegistersError(
            [Text(f"{serial} 对应多台：{there_are}", f"{serial} is on several instruments: {there_are}")]
        )
    return change.get(INSTRUMENTS, keys[0]) if keys else None


def _refuse_taken_in(change: Change, known: Row[Instrument], serial: str) -> None:
    table = JOBS.now
    going = select(table.c.key).where(table.c.instrument == known.key, table.c.state.in_(OPEN))
    if job := change.connection.scalar(going.limit(1)):
        zh = f"{serial}（{known.key}）已接收：任务 {job}"
        raise RegistersError([Text(zh, f"{serial} ({known.key}) is taken in already: job {job}")])
