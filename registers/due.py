"""Instruments that fall due, are overdue, were never verified, or failed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import and_, case, or_

from metrology.text import Text
from registers.book import MOST
from registers.instruments import INSTRUMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from registers.book import Book
    from registers.instruments import Instrument

STATES: Final = {
    "failed": Text("不合格", "failed"),
    "never": Text("从未检定", "never verified"),
    "overdue": Text("超期", "overdue"),
    "due": Text("将到期", "due"),
}


class Due(NamedTuple):
    """An instrument that needs attention.

    Attributes:
        key: Its key.
        state: A key of `STATES`.
        until: The last day on which it counts as verified; empty for none.
        days: Days from the day of the list to that day; negative where it is over, None where there is none.
        instrument: The instrument.
    """

    key: str
    state: str
    until: str
    days: int | None
    instrument: Instrument


def due_list(
    book: Book,
    on: date,
    days: int,
    *,
    division: str = "",
    owner: str = "",
    overdue: bool = False,
    at: str = "",
    limit: int = MOST,
) -> Iterator[Due]:
    """Instruments in use that need attention, the most urgent first.

    Args:
        book: The registers.
        on: The day of the list.
        days: How many days ahead it looks.
        division: Beginning of the division codes; empty for all.
        owner: Key of the user; empty for all.
        overdue: Whether only those are listed that may not be used today.
        at: Time of which the registers are read; empty for now.
        limit: How many at most.
    """  # fmt: skip
    wanted = _wanted(on, days, division, owner, overdue=overdue)
    for row in book.rows(INSTRUMENTS, wanted, at=at, order=("covered_until", "key"), limit=limit):
        until = INSTRUMENTS.derived["covered_until"](row.record)
        yield Due(row.key, _state(row.record, until, on), until, _days(until, on), row.record)


def due_counts(
    book: Book, on: date, days: int, *, division: str = "", owner: str = "", overdue: bool = False, at: str = ""
) -> dict[str, int]:
    """How many instruments the whole list has of each of `STATES`; parameters as of `due_list`."""
    wanted, day = _wanted(on, days, division, owner, overdue=overdue), on.isoformat()

    def state(c: Any) -> Any:
        lapsed = case((c.verified_on.is_(None), "never"), else_="failed")
        return case((c.covered_until == "", lapsed), (c.covered_until < day, "overdue"), else_="due")

    return dict.fromkeys(STATES, 0) | book.tally(INSTRUMENTS, state, wanted, at=at)


def _wanted(on: date, days: int, division: str, owner: str, *, overdue: bool) -> Callable[[Any], Any]:
    ahead = min(days, (date.max - on).days)
    last = (on - timedelta(days=1) if overdue else on + timedelta(days=ahead)).isoformat()

    def wanted(c: Any) -> Any:
        lapsed = and_(c.covered_until == "", or_(c.mode != "", c.verified_on.is_not(None)))
        found = [c.status == "in-use", c.covered_until <= last, or_(c.covered_until != "", lapsed)]
        if division:
            found.append(and_(c.county >= division[:6], c.county < str(int(division[:6]) + 1)))
            found.append(c.division.startswith(division, autoescape=True))
        if owner:
            found.append(c.owner == owner)
        return and_(*found)

    return wanted


def _state(of: Instrument, until: str, on: date) -> str:
    if until:
        return "overdue" if until < on.isoformat() else "due"
    return "never" if of.verified_on is None else "failed"


def _days(until: str, on: date) -> int | None:
    return (type(on).fromisoformat(until) - on).days if until else None
