"""Values of a form at points that were concluded not applicable: a portion that is stated lost and has a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.entries import Conclusion, of_kind
from sequencer.form.source import CORRECT_OR_EXPLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.event import Event
    from sequencer.form.reading import Row
    from sequencer.form.source import FormSource


def contradicted(source: FormSource, rows: Mapping[str, Row], events: Sequence[Event]) -> list[Text]:
    """What contradicts itself: rows that hold a value nobody asks for, since their point does not apply.

    A row with a reason in its column stays: value and reason are journaled, and nothing rests on them.

    Args:
        source: The form, gone through once.
        rows: Its rows.
        events: What came of it.
    """
    absent = {
        placed.event.address: placed.entry.words
        for placed in of_kind(events, Conclusion)
        if placed.entry.outcome == "not_applicable"
    }
    found = []
    for address, _ in source.unread():
        words = absent.get(address.rpartition("/")[0])
        if words is None or rows[address].reason:
            continue
        line, at, why = rows[address].line, f"{address}: {rows[address].value!r}", words.reason
        zh = f"第 {line} 行：{at}：该处不适用（{why.zh}），却填有数值；{CORRECT_OR_EXPLAIN.zh}"
        en = f"line {line}: {at}: the point does not apply ({why.en}) and has a value; {CORRECT_OR_EXPLAIN.en}"
        found.append(Text(zh, en))
    return found
