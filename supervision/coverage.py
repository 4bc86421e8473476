"""Coverage per region: how many of the instruments that the platform knows have a valid verification.

No source gives a formula. Ours, which the page prints: known are the instruments of tasks and of results; covered are those
whose newest result says 合格, was issued and not cancelled since, and has not expired. Results of simulated benches do not count.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from exchange.forms import CONFORM
from supervision.tables import result, task_instrument

if TYPE_CHECKING:
    from datetime import date

    from supervision.store import PlatformStore


class Region(NamedTuple):
    """The figures of a region.

    Attributes:
        division: Its code, six digits at most; empty for instruments of which none is known.
        known: Instruments known.
        covered: Those with a valid verification.
        expired: Those whose verification has expired.
        failed: Those that do not conform, or whose document was cancelled.
        never: Those without a result.
    """

    division: str
    known: int
    covered: int
    expired: int
    failed: int
    never: int


def coverage(store: PlatformStore, on: date) -> list[Region]:
    """The figures of every region, by code."""
    of = result.c
    states: dict[str, tuple[str, str]] = {}
    standing: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    query = select(of.instrument, of.division, of.institute, of.res_id, of.verdict, of.event, of.valid_until)
    with store.reading() as connection:
        for instrument, division in connection.execute(
            select(task_instrument.c.instrument, task_instrument.c.division)
        ):
            states[instrument] = (division[:6], "never")
        for row in connection.execute(query.where(of.trial.is_(False)).order_by(of.n)):
            documents, number = standing[row.instrument], (row.institute, row.res_id)
            documents.pop(number, None)
            if row.event == "issued":
                expired = row.valid_until and row.valid_until < on.isoformat()
                documents[number] = "failed" if row.verdict != CONFORM else "expired" if expired else "covered"
            newest = next(reversed(documents.values()), "failed")
            states[row.instrument] = (row.division[:6], newest)
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for division, state in states.values():
        counts[division][state] += 1
    return [
        Region(code, sum(n.values()), n["covered"], n["expired"], n["failed"], n["never"])
        for code, n in sorted(counts.items())
    ]
