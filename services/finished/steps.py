"""The steps of a job after its run: its document gets its number when it is checked, and goes along from then on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from metrology.text import NO_TEXT
from registers.errors import RegistersError
from registers.work import JOBS
from services.finished.approvals import STEPS, refusal
from services.issuing.desk import desk
from services.issuing.numbering import of_laboratory
from services.issuing.steps import number
from services.orders import advance_all
from services.register.book import opened_book

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date


def as_far(url: str, key: str, step: str, person: str, functions: Collection[str]) -> dict[str, str]:
    """The jobs of an order that this person may take to the same step as one of them, with the newest run of each.

    Args:
        url: The store.
        key: One job of the order.
        step: ``checked``, ``approved`` or ``issued``.
        person: Who would take the step.
        functions: Their functions.
    """
    state = next(state for state, following in STEPS.items() if following == step)
    with opened_book(url) as book:
        order = book.get(JOBS, key).record.order
        rows = list(book.rows(JOBS, lambda c: (c.order == order) & (c.state == state)))
    able = [row for row in rows if refusal(row.record, step, person, functions) == NO_TEXT]
    return {row.key: row.record.as_left for row in able}


def take_steps(url: str, jobs: Mapping[str, str], step: str, person: str, on: date) -> list[str]:
    """Check, approve or issue several jobs, all or none; returns their keys.

    Args:
        url: The store.
        jobs: Newest run of each job, by its key.
        step: ``checked``, ``approved`` or ``issued``.
        person: Who takes the step.
        on: The day.

    Raises:
        RecordsError: A run is not what was written.
        RegistersError: A job, its document or the person does not allow it.
    """
    if step == "checked":
        with desk(url) as at:
            for run in jobs.values():  # one that may get no document is checked all the same; issuing says why not
                with suppress(RegistersError):
                    number(at, run, of_laboratory(), person, on)
    return advance_all(url, list(jobs), step, person, "")
