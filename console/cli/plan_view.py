"""What a run would do, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from console.catalogue import messages as m
from console.cli.screen import clause_of, message, plain, print_table, say, text_of
from console.language import localised

if TYPE_CHECKING:
    from metrology.text import Text


def show_plan(document: dict[str, Any]) -> None:
    """Tables for a person."""
    for notice in document["notices"]:
        say(text_of(notice))
    if document["refusals"]:
        print_table("", _columns(m.MAY_NOT_START), [[text_of(refusal)] for refusal in document["refusals"]])
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
