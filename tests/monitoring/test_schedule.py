"""Instants are aligned to the clock of the place."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.schedule import SECONDS, count, instants, next_after

SHANGHAI, DELHI, MADRID = ZoneInfo("Asia/Shanghai"), ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Madrid")


def at(text: str, zone: ZoneInfo = SHANGHAI) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


@pytest.mark.parametrize(("now", "period", "zone", "following"), [
    ("2026-11-23T09:30:00", "15min", SHANGHAI, "2026-11-23T09:45:00"),
    ("2026-11-23T09:44:59.9", "15min", SHANGHAI, "2026-11-23T09:45:00"),
    ("2026-11-23T09:30:01", "30min", SHANGHAI, "2026-11-23T10:00:00"),
    ("2026-11-23T09:30:00", "60min", DELHI, "2026-11-23T10:00:00"),
    ("2026-11-23T09:30:00", "day", SHANGHAI, "2026-11-24T00:00:00"),
    ("2026-11-30T23:59:59", "month", SHANGHAI, "2026-12-01T00:00:00"),
    ("2026-12-01T00:00:00", "month", SHANGHAI, "2027-01-01T00:00:00"),
    ("2026-10-25T01:00:00", "day", MADRID, "2026-10-26T00:00:00"),
])  # fmt: skip
def test_the_next_instant(now: str, period: str, zone: ZoneInfo, following: str) -> None:
    assert next_after(at(now, zone), period, zone) == at(following, zone)


def test_a_day_with_25_hours_has_100_quarters() -> None:
    begin, end = at("2026-10-25T00:00:00", MADRID), at("2026-10-26T00:00:00", MADRID)
    assert len(list(instants(begin, end, "15min", MADRID))) == 100
    assert count(begin, end, "15min", MADRID) == 100


@given(st.integers(1_700_000_000, 1_900_000_000), st.integers(0, 200_000), st.sampled_from([*list(SECONDS)[2:], "day"]),
       st.sampled_from([SHANGHAI, DELHI, MADRID]))  # fmt: skip
def test_counting_and_listing_agree(begin: int, length: int, period: str, zone: ZoneInfo) -> None:
    listed = list(instants(begin, begin + length, period, zone))
    assert len(listed) == count(begin, begin + length, period, zone)
    assert listed == sorted(set(listed))
    assert all(begin < i <= begin + length for i in listed)
