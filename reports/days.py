"""Days and times as documents print them: in local time, with its offset from UTC."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def local_time(moment: str) -> str:
    """A moment of the journal (ISO 8601, UTC) to the second, in local time with its offset."""
    return datetime.fromisoformat(moment).astimezone().isoformat(sep=" ", timespec="seconds")


def local_day(moment: str) -> date:
    """The day of a moment in local time."""
    return datetime.fromisoformat(moment).astimezone().date()
