"""The quality of the data of a month: received of expected, days against the month, punctuality; point by point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from metrology.data_quality import Agreement, Completeness, Punctuality
from metrology.text import Text
from metrology.units import convert
from monitoring import tables as t
from monitoring.errors import MonitorError
from monitoring.reading import values
from monitoring.sample import BACK_FILLED, MANUAL
from monitoring.schedule import count
from services.monitoring.kept import opened_samples, present

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from monitoring.rows import Value
    from monitoring.store import SampleStore

COUNTING: Final = ("energy", "volume")
"""Words in the names of registers that count up."""
LONGEST_DAY: Final = 90_000
"""Seconds of a day on which the clock is put back."""


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


def quality(path: Path, month: str, now: float) -> list[PointQuality]:
    """The quality of the data of a month, up to now.

    A daily or monthly value of a counting register belongs to the time before its instant, so that the month of daily values
    ends at the midnight behind its last day.

    Args:
        path: The monitor file.
        month: As ``2026-11``.
        now: Seconds since 1970; later instants are not expected yet.

    Raises:
        MonitorError: Another form of a month, or no store.
    """
    first, behind = _ends(month)
    with opened_samples(path) as (file, store):
        begin, end = (datetime.combine(d, datetime.min.time(), file.zone).timestamp() for d in (first, behind))
        now = present(file, store, now)
        with store.reading() as connection:
            points = connection.execute(select(t.point).order_by(t.point.c.n)).all()
        return [_point(store, p, begin, end, now, file.zone) for p in points]


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


def _point(store: SampleStore, p: Any, begin: float, end: float, now: float, zone: ZoneInfo) -> PointQuality:
    # Instants behind the beginning of the month, up to its end: midnight of the first day closes the month before.
    last = min(end, now, p.until if p.until is not None else end)
    since = max(begin, p.since)
    thinned = bool(p.thinned) and begin < max(p.hours_until, p.days_until)
    expected = count(since, last, p.period, zone) if last > since and not thinned else 0
    mine = list(values(store, since + 1, last + 1, meter=p.meter, quantity=p.quantity, period=p.period))
    flags: dict[str, int] = {}
    for v in mine:
        flags[v.flag] = flags.get(v.flag, 0) + 1
    return PointQuality(
        p.meter, p.quantity, p.period, Completeness(expected, min(len(mine), expected)), flags,
        _agreement(store, p, begin, end) if p.period == "day" and now >= end else None,
        _punctuality(p.period, mine) if p.period in {"day", "month"} else None,
        sum(v.certificate is None for v in mine),
    )  # fmt: skip


def _agreement(store: SampleStore, p: Any, begin: float, end: float) -> Agreement | None:
    """Days of a month against the month: differences of a register at midnights, those at both of whose ends it was read."""
    if not any(word in p.quantity for word in COUNTING):
        return None

    def of(period: str) -> list[Value]:
        return list(values(store, begin, end + 1, meter=p.meter, quantity=p.quantity, period=period))

    months, days = of("month"), of("day")
    if [int(v.instant) for v in months] != [int(begin), int(end)]:
        return None
    unit = months[0].unit
    shown = [convert(v.value, v.unit, unit) for v in days]
    ends = pairwise(zip(days, shown, strict=True))
    daily = sum((b - a for (v, a), (w, b) in ends if w.instant - v.instant <= LONGEST_DAY), Decimal(0))
    return Agreement(daily, convert(months[1].value, months[1].unit, unit) - months[0].value)


def _punctuality(period: str, mine: Sequence[Value]) -> Punctuality:
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


def _ends(month: str) -> tuple[date, date]:
    try:
        first = datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  a month of the place
    except ValueError as error:
        raise MonitorError([Text(f"{month} 不是月份，请写 2026-11", f"{month} is no month; write 2026-11")]) from error
    return first, (first + timedelta(days=32)).replace(day=1)
