"""The corresponding day and the last valid day, by each way of counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.certificates import validity
from metrology.validity import Ending, last_day, months_after
from metrology.validity.dates import end_of_year

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
MONTHS = st.integers(1, 300)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -12, "2025-01-15"),
    ],
)
def test_the_corresponding_day(day: str, months: int, found: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(found)


@pytest.mark.parametrize(
    ("day", "months", "ending", "found"),
    [
        ("2013-05-08", 12, Ending.DAY_BEFORE, "2014-05-07"),
        ("2013-05-08", 12, Ending.SAME_DAY, "2014-05-08"),
        ("2013-05-08", 12, Ending.CALENDAR, "2014-12-31"),
        ("2019-01-01", 72, Ending.CALENDAR, "2025-12-31"),
        ("2019-12-31", 72, Ending.CALENDAR, "2025-12-31"),
        ("2026-08-31", 6, Ending.CALENDAR, "2027-02-28"),
        ("2026-08-01", 11, Ending.CALENDAR, "2027-07-31"),
        ("2026-08-31", 6, Ending.DAY_BEFORE, "2027-02-28"),
        ("2026-03-01", 12, Ending.DAY_BEFORE, "2027-02-28"),
        ("2024-02-29", 12, Ending.SAME_DAY, "2025-02-28"),
    ],
)
def test_the_last_valid_day(day: str, months: int, ending: Ending, found: str) -> None:
    assert last_day(date.fromisoformat(day), months, ending) == date.fromisoformat(found)


@given(DAYS, MONTHS)
def test_the_day_before_agrees_with_certificates(day: date, months: int) -> None:
    assert last_day(day, months, Ending.DAY_BEFORE) == validity(day, months).last_valid_day
    assert last_day(day, months, Ending.SAME_DAY) == validity(day, months, "same_day").last_valid_day


@given(DAYS, MONTHS)
def test_a_calendar_period_is_never_shorter_and_less_than_a_year_longer(day: date, months: int) -> None:
    counted, plain = last_day(day, months, Ending.CALENDAR), last_day(day, months, Ending.SAME_DAY)
    assert timedelta(0) <= counted - plain < timedelta(days=366)
    assert months < 12 or counted == end_of_year(plain)


@given(DAYS, MONTHS)
def test_a_longer_period_never_ends_earlier(day: date, months: int) -> None:
    for ending in Ending:
        assert last_day(day, months + 1, ending) >= last_day(day, months, ending)


def test_a_period_is_at_least_a_month() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        last_day(date(2026, 1, 1), 0, Ending.SAME_DAY)
