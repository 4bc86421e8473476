"""What a named person let pass, and how documents state it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procedures.text import Text
from sequencer.gates.texts import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def overridden(opened: Mapping[str, Any], refused: Mapping[str, Sequence[Text]]) -> list[dict[str, Any]]:
    """The `overrides` of an `opened` entry with what each let pass, and the statement that documents print.

    An override that was not needed lets nothing pass and states nothing; it stays on record all the same.

    Args:
        opened: Body of the `opened` entry.
        refused: Gate to its reasons.
    """
    found = []
    for given in opened.get("overrides", ()):
        passed = refused.get(given["gate"], ())
        said = _statement(given, passed, TITLES[given["gate"]]) if passed else None
        entry = {**given, "refused": [reason.to_dict() for reason in passed]}
        found.append(entry | ({"statement": said.to_dict()} if said else {}))
    return found


def _statement(given: Mapping[str, Any], passed: Sequence[Text], title: Text) -> Text:
    by = given["person"]
    zh, en = "；".join(reason.zh for reason in passed), "; ".join(reason.en for reason in passed)
    return Text(
        f"开检条件“{title.zh}”未满足，由 {by['name']}（{by['id']}）特批，理由：{given['reason']}。未满足：{zh}。",
        f"Start condition “{title.en}” was not met and was overridden by {by['name']} ({by['id']}), "
        f"who gave as reason: {given['reason']}. Not met: {en}.",
    )
