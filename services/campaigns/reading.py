"""Reads what the run of a cell found, for the kind of the campaign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.campaigns.results import CellResult, Point
from records.entries import Closed, Conclusion, of_kind, opened, read
from records.entries import Plan as RunPlan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.entries.reading import Placed
    from records.event import Event


def cell_result(events: Sequence[Event]) -> CellResult:
    """What a finished run found.

    Args:
        events: Its entries, the last one `closed`.
    """
    began, last = opened(events), read(events[-1], Closed)
    units = {i.key: {c.key: c.unit for c in i.words.columns} for p in of_kind(events, RunPlan) for i in p.entry.items}
    points = tuple(_point(placed, units) for placed in of_kind(events, Conclusion))
    return CellResult(events[0].run, date.fromisoformat(began.date), events[-1].time, Outcome(last.outcome), points)


def _point(placed: Placed[Conclusion], units: Mapping[str, Mapping[str, str]]) -> Point:
    c = placed.entry
    numbers = {key: number for key, text in c.values.items() if (number := _number(text)) is not None}
    texts = {key: text for key, text in c.values.items() if key not in numbers}
    texts |= {key: text.zh for key, text in c.words.values.items()}
    lower, upper = c.decision.limit if c.decision is not None else ("", "")
    return Point(
        c.item, placed.event.address, Outcome(c.outcome), numbers, units.get(c.item, {}),
        (Decimal(lower) if lower else None, Decimal(upper) if upper else None), c.words.label, c.words.reason, texts,
    )  # fmt: skip


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
