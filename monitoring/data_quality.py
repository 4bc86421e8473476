"""The quality of the data of a point in a month: one function for who sends them and for who receives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from metrology.data_quality import Agreement, Completeness, Punctuality
from metrology.text import Text
from metrology.units import convert
from monitoring.errors import MonitorError
from monitoring.sample import BACK_FILLED, MANUAL
from monitoring.schedule import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction
    from zoneinfo import ZoneInfo

COUNTING: Final = ("energy", "volume")
"""Words in the names of registers that count up."""
LONGEST_DAY: Final = 90_000
"""Seconds of a day on which the clock is put back."""


class Seen(Protocol):
    """What is looked at of a sample."""

    @property
    def instant(self) -> int:
        """The instant that it stands for, seconds since 1970."""
        ...

    @property
    def value(self) -> Decimal:
        """Its value."""
        ...

    @property
    def unit(self) -> str:
        """Its unit."""
        ...

    @property
    def flag(self) -> str:
        """How it was come by."""
        ...

    @property
    def taken(self) -> float:
        """When it was read, seconds since 1970."""
        ...

    @property
    def skew(self) -> Decimal | None:
        """By how many seconds the clock of the meter was ahead; None where it is not known."""
        ...

    @property
    def certificate(self) -> object:
        """The certificate that covered the meter; None, or empty, where none did."""
        ...


class Asked(NamedTuple):
    """Of which point and time the quality is asked.

    Attributes:
        meter, quantity, period: The point.
        since: From when on it is read; a month before that is not expected.
        until: Up to when, seconds since 1970; None while it is read.
        begin, end: The month.
        now: Later instants are not expected yet.
        thinned: Whether samples of the month went for lack of room, so that its completeness cannot be stated.
    """

    meter: str
    quantity: str
    period: str
    since: float
    until: float | None
    begin: float
    end: float
    now: float
    thinned: bool = False

    @property
    def first(self) -> float:
        """Behind this instants are expected: midnight of the first day closes the month before."""
        return max(self.begin, self.since)

    @property
    def last(self) -> float:
        """Up to here instants are expected."""
        return min(self.end, self.now, self.until if self.until is not None else self.end)


@dataclass(frozen=True, slots=True)
class PointQuality:
    """The quality of one point.

    Attributes:
        meter, quantity, period: What is read.
        completeness: Received of expected; of nothing for a month that was thinned, since it cannot be stated any more.
        flags: How many samples of each flag.
        agreement: Of a counting register that is kept daily: the sum of its days against its month; None where the month is
            not whole, or has no value of its own.
        punctuality: Of daily and monthly values; None for others.
        uncertified: Samples at whose instant no certificate covered the meter.
    """

    meter: str
    quantity: str
    period: str
    completeness: Completeness
    flags: dict[str, int]
    agreement: Agreement | None
    punctuality: Punctuality | None
    uncertified: int

    @property
    def failed(self) -> bool:
        """Whether a rule is not met."""
        rules = (self.completeness.met, self.agreement.met if self.agreement else None,
                 self.punctuality.met if self.punctuality else None)  # fmt: skip
        return False in rules


def assessed(
    of: Asked, mine: Sequence[Seen], days: Sequence[Seen], months: Sequence[Seen], zone: ZoneInfo
) -> PointQuality:
    """The quality of a point in a month.

    Args:
        of: Which.
        mine: Its samples behind `of.first` and not behind `of.last`.
        days: Of a counting register: its daily values from the beginning to the end of the month, both included.
        months: Its monthly values of the same time.
        zone: Time zone of the place.
    """
    expected = count(of.first, of.last, of.period, zone) if of.last > of.first and not of.thinned else 0
    flags: dict[str, int] = {}
    for v in mine:
        flags[v.flag] = flags.get(v.flag, 0) + 1
    return PointQuality(
        of.meter, of.quantity, of.period, Completeness(expected, min(len(mine), expected)), flags,
        _agreement(of, days, months) if of.period == "day" and of.now >= of.end else None,
        _punctuality(of.period, mine) if of.period in {"day", "month"} else None, sum(not v.certificate for v in mine),
    )  # fmt: skip


def counts_up(quantity: str) -> bool:
    """Whether a register counts up, so that its days can be held against its month."""
    return any(word in quantity for word in COUNTING) and "flow" not in quantity


def as_row(q: PointQuality) -> dict[str, Any]:
    """A point as plain values."""
    rate, deviation = q.completeness.rate, q.agreement.deviation if q.agreement else None
    return {
        "meter": q.meter, "quantity": q.quantity, "period": q.period, "expected": q.completeness.expected,
        "received": q.completeness.received, "rate": percent(rate),
        "complete": q.completeness.met, "flags": q.flags,
        "days": str(q.agreement.daily) if q.agreement else None, "month": str(q.agreement.monthly) if q.agreement else None,
        "deviation": percent(deviation), "agree": q.agreement.met if q.agreement else None,
        "worst_s": str(q.punctuality.worst) if q.punctuality and q.punctuality.worst is not None else None,
        "unknown": q.punctuality.unknown if q.punctuality else None,
        "punctual": q.punctuality.met if q.punctuality else None, "uncertified": q.uncertified, "failed": q.failed,
    }  # fmt: skip


def percent(part: Fraction | None) -> str | None:
    """A part in percent with two digits, cut off and not rounded: 89.996 % is not 90 %."""
    return None if part is None else f"{int(part * 10_000) // 100}.{int(part * 10_000) % 100:02d}"


def _agreement(of: Asked, days: Sequence[Seen], months: Sequence[Seen]) -> Agreement | None:
    """Days of a month against the month: differences of a register at midnights, those at both of whose ends it was read."""
    if not counts_up(of.quantity) or [int(v.instant) for v in months] != [int(of.begin), int(of.end)]:
        return None
    unit = months[0].unit
    shown = [convert(v.value, v.unit, unit) for v in days]
    ends = pairwise(zip(days, shown, strict=True))
    daily = sum((b - a for (v, a), (w, b) in ends if w.instant - v.instant <= LONGEST_DAY), Decimal(0))
    return Agreement(daily, convert(months[1].value, months[1].unit, unit) - months[0].value)


def _punctuality(period: str, mine: Sequence[Seen]) -> Punctuality:
    """When values were taken: by this computer's clock, for recorded ones by the difference of the meter's."""
    known: list[Decimal] = []
    unknown = 0
    for v in mine:
        if v.flag.startswith(BACK_FILLED):
            unknown += v.skew is None
            known += [v.skew] if v.skew is not None else []
        elif v.flag.startswith(MANUAL):
            unknown += 1
        else:
            known.append(Decimal(f"{v.taken - v.instant:.1f}"))
    return Punctuality(period, tuple(known), unknown)


def ends_of(month: str, zone: ZoneInfo) -> tuple[float, float]:
    """The beginning and the end of a month at a place, seconds since 1970.

    Raises:
        MonitorError: It is not written as ``2026-11``.
    """
    try:
        first = datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  a month of the place
    except ValueError as error:
        raise MonitorError([Text(f"{month} 不是月份，请写 2026-11", f"{month} is no month; write 2026-11")]) from error
    return _midnight(first, zone), _midnight((first + timedelta(days=32)).replace(day=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> float:
    return datetime.combine(day, datetime.min.time(), zone).timestamp()
