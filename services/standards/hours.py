"""Hours of instruments: booked, in use, and how much of that was for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec import structs
from sqlalchemy import select

from metrology.text import Text
from registers.errors import RegistersError
from registers.instrument_time import BOOKINGS, USES, Booking, Use, moment
from registers.measurement_standards import STANDARDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from registers.book import Book
    from registers.change import Change

INSIDE_WEIGHT, OUTSIDE_WEIGHT = Fraction(1), Fraction(3, 2)
"""Weights of hours inside and outside the organisation in the weighted share."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of an instrument in a period.

    Attributes:
        instrument: Its identity.
        booked: Hours reserved.
        inside, outside: Hours in use, for the organisation itself and for others.
        available: Hours in which it could have been used.
        used, functions: Functions that were used, and those it has.
    """

    instrument: str
    booked: Fraction
    inside: Fraction
    outside: Fraction
    available: Fraction
    used: frozenset[str]
    functions: frozenset[str]

    @property
    def outside_share(self) -> Fraction | None:
        """Hours for others in the available ones."""
        return self.outside / self.available if self.available else None

    @property
    def weighted_share(self) -> Fraction | None:
        """(inside + 1.5 · outside) / available."""
        weighted = INSIDE_WEIGHT * self.inside + OUTSIDE_WEIGHT * self.outside
        return weighted / self.available if self.available else None

    @property
    def use_of_functions(self) -> Fraction | None:
        """Functions used in all functions; None where none are entered."""
        return Fraction(len(self.used & self.functions), len(self.functions)) if self.functions else None

    def document(self) -> dict[str, Any]:
        """The hours as numbers."""
        return {
            "instrument": self.instrument,
            "booked_h": float(self.booked),
            "inside_h": float(self.inside),
            "outside_h": float(self.outside),
            "available_h": float(self.available),
            "outside_share": _number(self.outside_share),
            "weighted_share": _number(self.weighted_share),
            "use_of_functions": _number(self.use_of_functions),
        }


def book_instrument(change: Change, booking: Booking) -> str:
    """Reserve an instrument; returns the number of the booking.

    Bookings of one instrument wait for each other, so that two people cannot reserve the same hour.

    Raises:
        RegistersError: It is reserved then, or something is wrong with the booking.
    """
    start, until = moment(booking.start), moment(booking.until)
    if start and until:
        booking = structs.replace(booking, start=_utc(start), until=_utc(until))
    change.number(f"booking/{booking.instrument}")  # another booking of it waits for this transaction
    found = _taken(change, booking, start, until) if start and until else None
    if found is not None:
        zh = f"{booking.instrument} 已由 {found.person} 预约（{found.key}：{found.start}～{found.until}）"
        en = f"{booking.instrument} is reserved by {found.person} ({found.key}: {found.start} to {found.until})"
        raise RegistersError([Text(zh, en)])
    return change.add(BOOKINGS, booking)


def _taken(change: Change, booking: Booking, start: datetime, until: datetime) -> Any:
    """A booking of the instrument for a part of a time; one that was imported may state its times in any zone."""
    table, near = BOOKINGS.now, timedelta(days=2)
    query = select(table.c.key, table.c.start, table.c.until, table.c.person).where(
        table.c.instrument == booking.instrument,
        table.c.start < (until + near).isoformat(),
        table.c.until > (start - near).isoformat(),
    )
    for row in change.connection.execute(query):
        first, last = moment(row.start), moment(row.until)
        if first and last and first < until and last > start:
            return row
    return None


def hours(book: Book, instrument: str, since: date, until: date, available: Fraction) -> Hours:
    """The hours of an instrument from a day to a day, both included, local time.

    Args:
        book: The registers.
        instrument: Its identity.
        since: First day.
        until: Last day.
        available: Hours in which it could have been used.
    """
    first = datetime.combine(since, time()).astimezone()
    last = datetime.combine(until + timedelta(days=1), time()).astimezone()
    bookings = [r.record for r in book.rows(BOOKINGS, lambda c: c.instrument == instrument)]
    uses = [r.record for r in book.rows(USES, lambda c: c.instrument == instrument)]
    standard = book.find(STANDARDS, instrument)
    inside, outside = ([u for u in uses if u.outside is is_outside] for is_outside in (False, True))
    within = [u for u in uses if _overlap(u, first, last)]
    return Hours(
        instrument=instrument,
        booked=_hours(bookings, first, last),
        inside=_hours(inside, first, last),
        outside=_hours(outside, first, last),
        available=available,
        used=frozenset(f for u in within for f in u.functions),
        functions=frozenset(standard.record.abilities if standard else ()),
    )


def _hours(periods: Iterable[Booking | Use], first: datetime, last: datetime) -> Fraction:
    """Hours of periods inside others, each instant once."""
    spans = sorted(filter(None, (_overlap(p, first, last) for p in periods)))
    total, reached = timedelta(), first
    for start, end in spans:
        total += max(timedelta(), end - max(start, reached))
        reached = max(reached, end)
    return Fraction(total // timedelta(microseconds=1), 3_600_000_000)


def _overlap(period: Booking | Use, first: datetime, last: datetime) -> tuple[datetime, datetime] | None:
    start, until = moment(period.start), moment(period.until)
    if start is None or until is None or until <= first or last <= start:
        return None
    return max(start, first), min(until, last)


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def available_hours(text: str) -> Fraction:
    """Hours as a person types them.

    Raises:
        RegistersError: It is no positive number.
    """
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if found <= 0:
        raise RegistersError(
            [Text(f"--available 应为正数，而不是 {text}", f"--available needs a positive number, not {text}")]
        )
    return found
