"""Jobs that were measured and wait for somebody else: to be checked, approved, issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.text import NO_TEXT, Text
from registers.instruments import INSTRUMENTS
from registers.work import JOBS
from services.register.book import opened_book, records_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from registers.instruments import Instrument
    from registers.work import Job

STEPS: Final = {"measured": "checked", "checked": "approved", "approved": "issued"}
"""The next step of a job that was measured, by its state."""
FUNCTIONS: Final = {"checked": ("reviewer",), "approved": ("approver",), "issued": ("approver", "clerk")}
"""The functions of which a person needs one for a step, as the register of people names them."""
CALLED: Final = {
    "checked": Text("须由核验员进行", "this is done by a reviewer"),
    "approved": Text("须由批准人进行", "this is done by an approver"),
    "issued": Text("须由批准人或收发员进行", "this is done by an approver or a clerk"),
}
"""Who takes a step, for a person who does not."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A job and its next step.

    Attributes:
        job: Its key.
        step: ``checked``, ``approved`` or ``issued``.
        run: The run as left.
        outcome: Its verdict.
        name, model, serial: The instrument.
        verifier, checker: Who verified, and who checked.
        refused: Why this person does not take the step; no text where they do.
    """

    job: str
    step: str
    run: str
    outcome: str
    name: Text
    model: str
    serial: str
    verifier: str
    checker: str
    refused: Text


def approvals(url: str, person: str, functions: Collection[str]) -> list[Approval]:
    """Every job that waits for its next step, those that this person may take first.

    Args:
        url: The store.
        person: Who looks.
        functions: Their functions in the register of people.

    Raises:
        RegistersError: There is no store.
        StoreError: It cannot be read.
    """
    with opened_book(url) as book:
        jobs = list(book.rows(JOBS, lambda c: c.state.in_(tuple(STEPS))))
        instruments = records_of(book, INSTRUMENTS, (job.record.instrument for job in jobs))
    found = [
        Approval(
            job=row.key,
            step=STEPS[row.record.state],
            run=row.record.as_left,
            outcome=row.record.as_left_result,
            name=_name(instruments[row.record.instrument]),
            model=instruments[row.record.instrument].model,
            serial=instruments[row.record.instrument].serial or instruments[row.record.instrument].code,
            verifier=row.record.verifier,
            checker=row.record.checker,
            refused=refusal(row.record, STEPS[row.record.state], person, functions),
        )
        for row in jobs
    ]
    return sorted(found, key=lambda a: (a.refused != NO_TEXT, a.job.rpartition("/")[0], int(a.job.rpartition("/")[2])))


def _name(of: Instrument) -> Text:
    return Text(of.name, of.name_en or of.name)


def job_of_run(url: str, run: str) -> tuple[str, Job] | None:
    """The job whose newest run this is, with its key; None where the run belongs to no job.

    Args:
        url: The store.
        run: The run, whole.

    Raises:
        RegistersError: There is no store.
    """
    with opened_book(url) as book:
        row = next(book.rows(JOBS, lambda c: c.as_left == run), None)
        return (row.key, row.record) if row is not None else None


def refusal(job: Job, step: str, person: str, functions: Collection[str]) -> Text:
    """Why a person does not take a step; no text where they do.

    Args:
        job: The job.
        step: The step.
        person: Who would take it.
        functions: Their functions.
    """
    taken = {"checked": {job.verifier}, "approved": {job.verifier, job.checker}}.get(step, set())
    if person in taken:
        return Text(
            "您已办理该任务的另一步骤，须由另一人进行",
            "you have done another step of this job; somebody else does this one",
        )
    return NO_TEXT if any(function in functions for function in FUNCTIONS[step]) else CALLED[step]
