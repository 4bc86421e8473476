"""Jobs that were measured and wait for somebody else: to be checked, approved, issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metrology.text import NO_TEXT, Text
from registers.instruments import INSTRUMENTS
from registers.work import JOBS
from services.register_book import opened_book, records_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from registers.work import Job

STEPS: Final = {"measured": "checked", "checked": "approved", "approved": "issued"}
"""The next step of a job that was measured, by its state."""
FUNCTIONS: Final = {"checked": "reviewer", "approved": "approver", "issued": "approver"}
"""The function that a person needs for a step, as the register of people names it."""
CALLED: Final = {
    "reviewer": Text("核验员", "reviewer"),
    "approver": Text("批准人", "approver"),
}


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
    name: str
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
            name=instruments[row.record.instrument].name,
            model=instruments[row.record.instrument].model,
            serial=instruments[row.record.instrument].serial or instruments[row.record.instrument].code,
            verifier=row.record.verifier,
            checker=row.record.checker,
            refused=refusal(row.record, STEPS[row.record.state], person, functions),
        )
        for row in jobs
    ]
    return sorted(found, key=lambda a: (a.refused != NO_TEXT, a.job.rpartition("/")[0], int(a.job.rpartition("/")[2])))


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
    if FUNCTIONS[step] not in functions:
        called = CALLED[FUNCTIONS[step]]
        return Text(f"须由{called.zh}进行", f"this is done by a {called.en}")
    return NO_TEXT
