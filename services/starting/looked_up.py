"""What a scanned code or a typed serial number leads to: a job to begin, an instrument to take in, a new instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from registers.errors import NotRegistered
from registers.steps import another_persons
from registers.work import JOBS
from services.register.book import opened_book, records_of
from services.register.scan import plain_code, scanned

if TYPE_CHECKING:
    from metrology.text import Text
    from registers.change import Row
    from registers.instruments import Instrument


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a code leads to.

    Attributes:
        code: The code, without what a reader added.
        kind: ``job``: there are jobs to begin with; ``instrument``: it is registered, and nothing is to be done with it;
            ``unknown``: it is not registered, and is taken for a serial number.
        jobs: Keys of the jobs that this person may begin with, in order.
        instrument: The instrument, where the code names one.
        others: Why other jobs that it names are not for this person.
    """

    code: str
    kind: Literal["job", "instrument", "unknown"]
    jobs: tuple[str, ...] = ()
    instrument: Row[Instrument] | None = None
    others: tuple[Text, ...] = ()


def look_up(url: str, code: str, person: str) -> LookedUp:
    """Look a code up for a person.

    Args:
        url: The store.
        code: As the reader gives it, or as it was typed.
        person: Who works; jobs that are assigned to others are not theirs to begin with.

    Raises:
        RegistersError: Several instruments have it, or there is no store.
    """
    try:
        found = scanned(url, code)
    except NotRegistered:
        return LookedUp(plain_code(code), "unknown")
    with opened_book(url) as book:
        jobs = records_of(book, JOBS, found.jobs)
    own = tuple(key for key in found.jobs if jobs[key].assigned in {"", person})
    others = tuple(another_persons(key, jobs[key].assigned, person) for key in found.jobs if key not in own)
    return LookedUp(found.code, "job" if own or others else "instrument", own, found.instrument, others)
