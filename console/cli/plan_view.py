"""What a run would do, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.catalogue import messages as m
from console.cli.screen import clause_of, message, plain, print_table, say, text_of
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


def show_plans(documents: Sequence[dict[str, Any]]) -> None:
    """Tables for a person: why the run may not start, then the plan of each position; positions with the same plan share it."""
    said: list[str] = []
    for text in (text_of(notice) for document in documents for notice in document["notices"]):
        if text not in said:
            said.append(text)
            say(text)
    refusals = dict.fromkeys(text_of(refusal) for document in documents for refusal in document["refusals"])
    if refusals:
        print_table("", _columns(m.MAY_NOT_START), [[refusal] for refusal in refusals])
    groups: dict[str, list[int]] = {}
    for n, document in enumerate(documents):
        groups.setdefault(repr({**document, **dict.fromkeys(("subject", "refusals", "notices"))}), []).append(n)
    for group in groups.values():
        if len(documents) > 1:
            serials = ", ".join(f"{n + 1}: № {documents[n]['subject']['serial']}" for n in group)
            say(message(m.PLAN_OF_POSITIONS, serials=serials))
        _show(documents[group[0]])


def _show(document: dict[str, Any]) -> None:
    print_table(
        localised(m.NAMEPLATE_CHECK),
        ["", *_columns(m.REQUIREMENT, m.ACTUAL, m.ALLOWED, m.CLAUSE)],
        [
            [
                _mark(c["outcome"]),
                text_of(c["label"]),
                plain(c["values"]["value"]),
                plain(c["values"]["limit"]),
                clause_of(c["values"]["requirement"]),
            ]
            for c in document["specification"]
        ],
    )
    print_table(
        localised(m.ITEMS),
        ["", *_columns(m.ITEM, m.CLAUSE, m.NOTE)],
        [
            ["✓" if i["applicable"] else "–", text_of(i["name"]), clause_of(i["clause"]), text_of(i["reason"])]
            for i in document["items"]
        ],
    )
    names = {i["key"]: i["name"] for i in document["items"]}
    print_table(
        localised(m.POINTS),
        _columns(m.ITEM, m.POINT, m.REASON),
        [[text_of(names[p["item"]]), text_of(p["point"]), text_of(p["reason"])] for p in document["points"]],
    )
    minutes = f"{document['duration']['estimated_s'] / 60:.0f}"
    print_table("", [message(m.PLAN_TIME, readings=len(document["addresses"]), minutes=minutes)], [])


def _columns(*titles: Text) -> list[str]:
    return [localised(title) for title in titles]


def _mark(outcome: str) -> str:
    from console.cli.screen import MARK, OUTCOME_STYLE

    return f"[{OUTCOME_STYLE[outcome]}]{MARK[outcome]}[/]"
