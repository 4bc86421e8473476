"""The queue: jobs that are to be measured, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from metrology.text import Text
from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS
from registers.steps import WAITING
from registers.work import JOBS, ORDERS
from services.register.book import opened_book, records_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from registers.change import Row
    from registers.instruments import Instrument
    from registers.organisations import Organisation
    from registers.work import Job, Order

NEVER = date.max
"""Stands for the day of an order without one, so that it is sorted after those with one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job that is to be measured.

    Attributes:
        job, order, batch: Its key, that of its order, and its batch.
        client: Name of the client.
        received, promised: Days of the order; None where there is none.
        late: Whether the promised day is over.
        instrument: Key of the instrument.
        name, model, serial: As its nameplate says.
        regulation, stage, bench: As far as the job or the instrument says them.
        state: ``received``, or ``at-bench`` for a job that was begun, or that is measured again after adjustment.
        assigned: Whose job it is; empty for nobody's yet.
    """

    job: str
    order: str
    batch: str
    client: str
    received: date | None
    promised: date | None
    late: bool
    instrument: str
    name: Text
    model: str
    serial: str
    regulation: str
    stage: str
    bench: str
    state: str
    assigned: str

    def is_for(self, person: str) -> bool:
        """Whether a person may begin with it."""
        return self.assigned in {"", person}


def waiting(url: str, on: date) -> list[Waiting]:
    """Every job that is to be measured: by promised day, then by day of receipt, then by number.

    Args:
        url: The store.
        on: The day.

    Raises:
        StoreError: The store cannot be read.
        RegistersError: There is no store.
    """
    with opened_book(url) as book:
        jobs = list(book.rows(JOBS, lambda c: c.state.in_(WAITING)))
        orders = records_of(book, ORDERS, (job.record.order for job in jobs))
        instruments = records_of(book, INSTRUMENTS, (job.record.instrument for job in jobs))
        clients = records_of(book, ORGANISATIONS, (order.client for order in orders.values()))
    found = [_waiting(job, orders[job.record.order], instruments[job.record.instrument], clients, on) for job in jobs]
    return sorted(found, key=_urgency)


def next_job(queue: Sequence[Waiting], person: str, after: str = "", left: Collection[str] = ()) -> Waiting | None:
    """The job that a person does next: one of the same order as the last, else the most urgent; never another person's.

    Args:
        queue: What waits, the most urgent first.
        person: Who works.
        after: The job that was done last; empty for none.
        left: Jobs with a run that was left unfinished: they are resumed, and not begun a second time.
    """
    own = [w for w in queue if w.is_for(person) and w.job not in {after, *left}]
    order = after.rpartition("/")[0]
    return next((w for w in own if w.order == order), own[0] if own else None)


def _urgency(w: Waiting) -> tuple[date, date, str, int]:
    return w.promised or NEVER, w.received or NEVER, w.order, int(w.job.rpartition("/")[2])


def _waiting(
    row: Row[Job], order: Order, instrument: Instrument, clients: Mapping[str, Organisation], on: date
) -> Waiting:
    job = row.record
    return Waiting(
        job=row.key,
        order=job.order,
        batch=job.batch,
        client=clients[order.client].name if order.client in clients else order.client,
        received=order.received,
        promised=order.promised,
        late=order.promised is not None and order.promised < on,
        instrument=job.instrument,
        name=Text(instrument.name, instrument.name_en or instrument.name),
        model=instrument.model,
        serial=instrument.serial or instrument.code,
        regulation=job.regulation or instrument.regulation,
        stage=job.stage,
        bench=job.bench or instrument.bench,
        state=job.state,
        assigned=job.assigned,
    )
