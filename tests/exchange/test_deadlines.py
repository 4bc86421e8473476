"""Working days: weekends, holidays, and Saturdays on which people work."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.deadlines import is_working, last_day, working_days_left
from exchange.settings import Calendar

# 1 to 8 October free, Sunday 27 September and Saturday 10 October worked: an example, not the official list.
AUTUMN = Calendar(
    holidays=frozenset(date(2026, 10, n) for n in (1, 2, 5, 6, 7, 8)),
    workdays=frozenset({date(2026, 9, 27), date(2026, 10, 10)}),
)


@pytest.mark.parametrize(("start", "count", "end"), [
    ("2026-11-27", 1, "2026-11-30"), ("2026-11-27", 5, "2026-12-04"), ("2026-11-28", 1, "2026-11-30"),
    ("2026-09-25", 1, "2026-09-27"), ("2026-09-30", 1, "2026-10-09"), ("2026-09-30", 2, "2026-10-10"),
    ("2026-09-30", 3, "2026-10-12"), ("2026-11-20", 40, "2027-01-15"),
])  # fmt: skip
def test_the_last_day_of_a_period(start: str, count: int, end: str) -> None:
    assert last_day(date.fromisoformat(start), count, AUTUMN).isoformat() == end


DAYS = st.dates(date(2026, 9, 1), date(2026, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_counted(start: date, count: int) -> None:
    end = last_day(start, count, AUTUMN)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working(day, AUTUMN) for day in between) == count
    assert is_working(end, AUTUMN)
    assert working_days_left(start + timedelta(days=1), end, AUTUMN) == count
    assert working_days_left(end, end, AUTUMN) == 1
    passed = [end + timedelta(days=n) for n in range(1, 15)]
    left = [working_days_left(day, end, AUTUMN) for day in passed]
    assert left == [-sum(is_working(d, AUTUMN) for d in passed[: n + 1]) for n in range(14)]
