"""When a quantity is due: instants aligned to the clock of the place, as seconds since 1970."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import time as of_day
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

Period = Literal["1s", "10s", "1min", "5min", "15min", "30min", "60min", "day", "month"]
SECONDS: Final[dict[str, int]] = {
    "1s": 1, "10s": 10, "1min": 60, "5min": 300, "15min": 900, "30min": 1800, "60min": 3600,
}  # fmt: skip
"""Periods of a fixed length; a day and a month begin at midnight of the place."""
LONGEST: Final = {"day": 86_400 * 1.5, "month": 86_400 * 32.0}


def length(period: str) -> float:
    """An upper bound of the time between two instants, s."""
    return float(SECONDS.get(period) or LONGEST[period])


def next_after(moment: float, period: str, zone: ZoneInfo) -> int:
    """The first instant of a period behind a time.

    Args:
        moment: Seconds since 1970.
        period: One of `Period`.
        zone: Time zone of the place.
    """
    if period in SECONDS:
        step = SECONDS[period]
        offset = _offset(moment, zone)
        return (int(moment + offset) // step + 1) * step - offset
    day = datetime.fromtimestamp(moment, zone).date()
    following = day + timedelta(days=1) if period == "day" else _month_behind(day)
    return int(datetime.combine(following, of_day(), zone).timestamp())


def instants(after: float, until: float, period: str, zone: ZoneInfo) -> Iterator[int]:
    """The instants of a period behind one time and not behind another."""
    instant = next_after(after, period, zone)
    while instant <= until:
        yield instant
        instant = next_after(instant, period, zone)


def count(after: float, until: float, period: str, zone: ZoneInfo) -> int:
    """How many instants of a period lie behind one time and not behind another."""
    if period not in SECONDS:
        return sum(1 for _ in instants(after, until, period, zone))
    step, offset = SECONDS[period], _offset(after, zone)
    return max(0, int(until + offset) // step - int(after + offset) // step)


def face(instant: float, zone: ZoneInfo) -> datetime:
    """What a right clock at the place shows at an instant."""
    return datetime.fromtimestamp(instant, zone).replace(tzinfo=None)


def moment(instant: float) -> str:
    """An instant as text, ISO 8601 UTC."""
    return datetime.fromtimestamp(instant, UTC).isoformat(timespec="seconds")


def at_place(instant: float, zone: ZoneInfo) -> str:
    """An instant as text, ISO 8601 with the offset of the place."""
    return datetime.fromtimestamp(instant, zone).isoformat(timespec="seconds")


def _offset(moment: float, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _month_behind(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
