"""Days at the place of a monitor, as times."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from metrology.text import Text
from monitoring.errors import MonitorError
from monitoring.monitor_file import load_monitor

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = 0.0, 253_370_764_800.0
"""Before and behind every instant, seconds since 1970."""


def span(path: Path, first: datetime | None, last: datetime | None) -> tuple[float, float]:
    """The time from the beginning of one day to the end of another, at the place; everything where none is given.

    Raises:
        MonitorError: The file cannot be used, or the period ends before it begins.
    """
    zone = load_monitor(path).zone
    begin = FIRST if first is None else first.replace(tzinfo=zone).timestamp()
    end = LAST if last is None else (last + timedelta(days=1)).replace(tzinfo=zone).timestamp()
    if end <= begin:
        days = [f"{d:%Y-%m-%d}" for d in (first, last) if d is not None]
        zh, en = f"{' 至 '.join(days)}：止日早于起日", f"{' to '.join(days)}: the period ends before it begins"
        raise MonitorError([Text(zh, en)])
    return begin, end
