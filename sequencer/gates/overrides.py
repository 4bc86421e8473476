"""What a named person let pass, and how documents state it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from procedures.text import NO_TEXT, Text
from sequencer.gates.texts import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.entries import Opened, Override


def overridden(opened: Opened, refused: Mapping[str, Sequence[Text]]) -> tuple[Override, ...]:
    """The overrides of a run with what each let pass, and the statement that documents print.

    An override that was not needed lets nothing pass and states nothing; it stays on record all the same.

    Args:
        opened: The first entry.
        refused: Gate to its reasons.
    """
    found = []
    for given in opened.overrides:
        passed = tuple(refused.get(given.gate, ()))
        statement = _statement(given, passed, TITLES[given.gate]) if passed else NO_TEXT
        found.append(structs.replace(given, refused=passed, statement=statement))
    return tuple(found)


def _statement(given: Override, passed: Sequence[Text], title: Text) -> Text:
    by = given.person
    zh, en = "；".join(reason.zh for reason in passed), "; ".join(reason.en for reason in passed)
    return Text(
        f"开检条件“{title.zh}”未满足，由 {by.name}（{by.id}）特批，理由：{given.reason}。未满足：{zh}。",
        f"Start condition “{title.en}” was not met and was overridden by {by.name} ({by.id}), "
        f"who gave as reason: {given.reason}. Not met: {en}.",
    )
