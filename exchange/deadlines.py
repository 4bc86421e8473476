"""Days that are counted in working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exchange.settings import Calendar

SATURDAY = 5
ONE = timedelta(days=1)


def is_working(day: date, calendar: Calendar) -> bool:
    """Whether people work on a day."""
    return day in calendar.workdays or (day.weekday() < SATURDAY and day not in calendar.holidays)


def last_day(start: date, working_days: int, calendar: Calendar) -> date:
    """The last day of a period of working days; the day on which it starts does not count.

    >>> from exchange.settings import Calendar
    >>> last_day(date(2026, 11, 27), 5, Calendar())
    datetime.date(2026, 12, 4)
    """
    day = start
    for _ in range(working_days):
        day += ONE
        while not is_working(day, calendar):
            day += ONE
    return day


def working_days_left(today: date, until: date, calendar: Calendar) -> int:
    """Working days from a day on until the last one, both counted; negative for those that have passed since.

    >>> from exchange.settings import Calendar
    >>> working_days_left(date(2026, 12, 4), date(2026, 12, 4), Calendar())
    1
    >>> working_days_left(date(2026, 12, 8), date(2026, 12, 4), Calendar())
    -2
    """
    if today <= until:
        return sum(is_working(today + ONE * n, calendar) for n in range((until - today).days + 1))
    return -sum(is_working(until + ONE * n, calendar) for n in range(1, (today - until).days + 1))
