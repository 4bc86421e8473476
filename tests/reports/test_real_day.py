"""A run that bears another date than the days on which it was recorded states these days on every document."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from records.event import Event
from reports.content.remarks import notes
from reports.identity import Kind
from reports.model import read_run

STATED = "was given by a person; this run was really recorded on"


@pytest.mark.parametrize(("days", "stated"), [(0, False), (-1, True), (1, True)])
def test_the_real_day_stands_on_the_document(scale: Callable[..., list[Event]], days: int, stated: bool) -> None:
    run = read_run(scale())
    began = datetime.fromisoformat(run.started).astimezone()
    given = structs.replace(run.opened, date=(began + timedelta(days)).date().isoformat())
    found = notes(replace(run, finished=run.started, opened=given), Kind.CERTIFICATE)
    said = [note["en"] if "en" in note else str(note) for note in found]
    assert any(STATED in text for text in map(str, said)) is stated
    assert not stated or any(began.date().isoformat() in str(text) for text in said)


def test_a_run_over_midnight_bears_one_of_its_days(scale: Callable[..., list[Event]]) -> None:
    run: Any = read_run(scale())
    later = (datetime.fromisoformat(run.started) + timedelta(days=1)).isoformat()
    day = datetime.fromisoformat(later).astimezone().date().isoformat()
    found = notes(replace(run, finished=later, opened=structs.replace(run.opened, date=day)), Kind.CERTIFICATE)
    assert not any(STATED in str(note) for note in found)
