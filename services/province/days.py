"""Days and times of the simulated year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from metrology.validity import Ending, last_day

YEAR: Final = timedelta(days=365)
SUNDAY: Final = 6


class Year(NamedTuple):
    """The year that is simulated: its first and its last day."""

    start: date
    end: date

    @classmethod
    def until(cls, end: date) -> Year:
        """The year that ends on a day."""
        return cls(end - YEAR, end)

    def __contains__(self, day: object) -> bool:
        """Whether a day is in it."""
        return isinstance(day, date) and self.start <= day <= self.end


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> str:
    """A time of a day here, as registers keep time."""
    local = datetime.combine(day, time(hour, minute, second)).astimezone()
    return local.astimezone(UTC).isoformat(timespec="microseconds")


def valid_until(day: date, months: int) -> date:
    """The last day of a period of months."""
    return last_day(day, months, Ending.DAY_BEFORE)


def working(day: date) -> date:
    """The day, or the Monday after it where it is a Sunday."""
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day
