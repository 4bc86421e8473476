"""A run that states another day than the one on which it was written, or whose clock went back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from reports.view.alert import Alert

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.suspicious_data.record_readings import RunReadings

ZONES: Final = 1
"""Days that the station's calendar and the stated day may differ: a run past midnight, a station in another zone."""
CLOCK: Final = 60.0
"""Seconds by which a clock may be set back while a run is made; a time server corrects less."""
NEVER: Final = Text(
    "站点时钟正确时诚实的记录不会如此；设定日期属正常情况时应有书面说明。",
    "An honest run is never like this while the station's clock is right; where a day was set on purpose, a note states why.",
)


def backdated(mine: RunReadings) -> Iterator[Alert]:
    """Say where the day of a run is not the day on which the station wrote it, or its clock was set back.

    A form states the day on which it was filled in, and is entered later; a simulated run may state any day.
    """
    if mine.simulated or mine.source != "bench":
        return
    written = mine.began.astimezone().date()
    stated = date.fromisoformat(mine.date)
    if abs((written - stated).days) > ZONES:
        yield Alert(
            "backdated",
            Text("日期与写入时间不符", "Stated day is not the day of writing"),
            Text(
                f"记录注明检定日期 {stated}，而站点写入首条的时间为 {written}，相差 {abs((written - stated).days)} 天。",
                f"The run states {stated} as its day; the station wrote its first entry on {written},"
                f" {abs((written - stated).days)} days apart.",
            ),
            NEVER,
        )
    if mine.back > CLOCK:
        yield Alert(
            "clock",
            Text("检定过程中时钟被拨回", "Clock set back during the run"),
            Text(
                f"有一条记录的时间比前一条早 {mine.back:.0f} s。",
                f"An entry says to be {mine.back:.0f} s earlier than the one before it.",
            ),
            NEVER,
        )
