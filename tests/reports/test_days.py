"""Days of a run that was interrupted for some days: verified on the day it was finished, each reading on its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from records.event import Event
from reports.content.cover import cover
from reports.days import local_day, local_time
from reports.identity import Kind
from reports.model import read_run
from reports.record.rows import sheets


@pytest.mark.parametrize(("days", "on", "until"), [(0, "23", "22"), (2, "25", "24")])
def test_the_date_and_the_validity_count_from_the_day_it_was_finished(
    scale: Callable[..., list[Event]], days: int, on: str, until: str
) -> None:
    run = read_run(scale())
    finished = datetime.fromisoformat(run.started) + timedelta(days=days)
    verified, valid = cover(replace(run, finished=finished.isoformat()), Kind.CERTIFICATE)["dates"]
    assert (verified["year"], verified["month"], verified["day"]) == ("2026", "11", on)
    assert (valid["year"], valid["month"], valid["day"]) == ("2027", "11", until)


def test_times_are_local_with_their_offset(scale: Callable[..., list[Event]]) -> None:
    run = read_run(scale())
    (times,) = {tuple(row[1] for row in s.rows) for s in sheets(run) if s.name.en == "Observations"}
    assert times[0] == local_time(run.observations[0].time)
    assert datetime.fromisoformat(times[0]).utcoffset() is not None
    assert local_day(run.started).isoformat() == times[0][:10]
