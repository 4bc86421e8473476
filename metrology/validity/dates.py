"""Arithmetic of periods: the corresponding day, and the last valid day by each way of counting."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from metrology.validity.rules import Ending

if TYPE_CHECKING:
    from metrology.validity.rules import Rules


def months_after(day: date, months: int) -> date:
    """The corresponding day so many months later; the last day of a month that is too short for it.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(start: date, months: int, ending: Ending) -> date:
    """The last valid day of a period.

    Args:
        start: Its first day.
        months: Its length, at least one month.
        ending: How the jurisdiction counts.

    Raises:
        ValueError: A period that is not positive.

    >>> last_day(date(2019, 5, 8), 72, Ending.CALENDAR), last_day(date(2026, 3, 15), 6, Ending.CALENDAR)
    (datetime.date(2025, 12, 31), datetime.date(2026, 9, 30))
    """
    if months < 1:
        raise ValueError(f"a period is at least one month, not {months}")
    end = months_after(start, months)
    if ending is Ending.CALENDAR:
        return end_of_year(end) if months >= 12 else end.replace(day=calendar.monthrange(end.year, end.month)[1])
    if ending is Ending.SAME_DAY or end.day < start.day:  # the last day of a short month stands in for the day
        return end
    return end - timedelta(days=1)


def end_of_year(day: date) -> date:
    """31 December of its year."""
    return date(day.year, 12, 31)


def marked(rules: Rules, year: int, months: int | None) -> date:
    """The day on which an instrument counts as placed on the market where only the year of its marking is known."""
    month = rules.marked_in[0 if months is None or months >= 12 else 1]
    return date(year, 12, 31) if month == "december" else date(year, 1, 1)
