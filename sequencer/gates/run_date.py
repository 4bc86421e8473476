"""Gate: a run bears the day on which it is done, because that day chooses the edition and every certificate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def run_date(case: Case) -> Iterable[Text]:
    """The date of the verification is not the real day: the run is back-dated, or dated ahead.

    A rehearsal on a simulated bench may be dated as one likes; its documents are marked, and bear the real day too. A
    run that goes on keeps the day on which it began.
    """
    real = case.facts.today
    if real is None or case.opened.simulated:
        return
    on = date.fromisoformat(case.opened.date)
    if on != real:
        way = Text("早于", "before") if on < real else Text("晚于", "after")
        yield Text(
            f"检定日期 {on} {way.zh}实际日期 {real}",
            f"the date of the verification, {on}, is {way.en} the real day, {real}",
        )
