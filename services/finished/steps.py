"""The steps of a job after its run: its document gets its number when it is checked, and goes along from then on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from registers.errors import RegistersError
from services.issuing.desk import desk
from services.issuing.numbering import of_laboratory
from services.issuing.steps import number
from services.orders import advance_all

if TYPE_CHECKING:
    from datetime import date


def take_step(url: str, job: str, run: str, step: str, person: str, on: date) -> list[str]:
    """Check, approve or issue a job; returns its key.

    Args:
        url: The store.
        job: Key of the job.
        run: Its newest run, whole.
        step: ``checked``, ``approved`` or ``issued``.
        person: Who takes the step.
        on: The day.

    Raises:
        RecordsError: The run is not what was written.
        RegistersError: The job, the document or the person does not allow it.
    """
    if step == "checked":
        # A run that may get no document, such as one without a verdict, is checked all the same; issuing says why not.
        with suppress(RegistersError), desk(url) as at:
            number(at, run, of_laboratory(), person, on)
    return advance_all(url, [job], step, person, "")
