"""A run bears the real day: a date before or after it is a start gate of its own."""

from datetime import date
from typing import Any, cast

import pytest

from sequencer.gates.context import Case, Facts
from sequencer.gates.run_date import run_date
from tests.opened import stated


def reasons(today: date | None, *, simulated: bool) -> list[str]:
    opened = stated(date="2026-11-23", simulated=simulated)
    return [reason.en for reason in run_date(Case(cast("Any", None), opened, Facts(today=today)))]


@pytest.mark.parametrize(("today", "refused"), [
    (date(2026, 11, 23), False), (date(2026, 11, 24), True), (date(2026, 11, 22), True), (None, False),
])  # fmt: skip
def test_a_run_bears_the_day_on_which_it_is_done(today: date | None, refused: bool) -> None:
    found = reasons(today, simulated=False)
    assert bool(found) is refused
    assert not refused or "the real day" in found[0]
    assert not reasons(today, simulated=True)
