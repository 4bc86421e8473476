"""As found, adjusted, as left: the second run of a job follows the first, and both are kept.

The first run that was decided is the one as found. `adjust` states what was done to the instrument; the job waits at the
bench again, and `services.laboratory.from_register.starts` names the run that the next one follows. The documents of the next run
show its results beside those as found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from registers.errors import RegistersError
from registers.steps import adjusted
from services.register.book import changing
from services.runs.unfit import unfit

if TYPE_CHECKING:
    from datetime import date

    from registers.work import Job

NO_WORDS = Text("请写明调修内容", "say what was adjusted or repaired")


def offers(job: Job, run: str) -> bool:
    """Whether after this run the instrument can be adjusted and measured again."""
    return job.state == "measured" and job.as_left == run and job.as_left_result == "not_conform"


def adjust(url: str, key: str, what: str, on: date, person: str) -> None:
    """State what was adjusted or repaired; the next run of the job is as left.

    Args:
        url: The store.
        key: The job.
        what: What was done.
        on: The day.
        person: Who states it.

    Raises:
        RegistersError: Nothing is said, documents cannot show it, or the job was not measured before.
    """
    said = " ".join(what.split())
    if not said:
        raise RegistersError([NO_WORDS])
    if (problem := unfit(said)) is not None:
        raise RegistersError([problem])
    changing(url, person, said, lambda change: adjusted(change, key, said, on))
