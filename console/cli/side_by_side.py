"""Editions beside each other on the screen: who asks what of one kind of instrument."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from console.catalogue import messages as m
from console.cli.screen import message, plain, print_table, text_of
from console.language import localised

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 3
"""Points that are named one by one; of more, the first and the last."""


def show_side_by_side(columns: Sequence[dict[str, Any]]) -> None:
    """One column for each edition and stage, one row for each aspect."""
    heads = [f"{plain(c['id'])}\n{text_of(c['jurisdiction_name'])}, {text_of(c['stage_name'])}" for c in columns]
    rows = [
        [localised(m.VALIDITY), *(_validity(c) for c in columns)],
        [localised(m.CONDITIONS), *("\n".join(_condition(x) for x in c["conditions"]) for c in columns)],
    ]
    names: dict[str, str] = {}
    for column in columns:
        names |= {i["key"]: text_of(i["name"]) for i in column["items"] if i["key"] not in names}
    for key, name in names.items():
        rows.append([name, *(_item(next((i for i in c["items"] if i["key"] == key), None)) for c in columns)])
    if any(c["problem"] for c in columns):
        rows.append([localised(m.REMARK), *(text_of(c["problem"]) if c["problem"] else "" for c in columns)])
    print_table("", ["", *heads], rows)


def _validity(column: dict[str, Any]) -> str:
    if not column["validity_months"]:
        return "–"
    mode = f"\n{text_of(column['validity_name'])}" if column["validity_mode"] not in {"", "periodic"} else ""
    return message(m.MONTHS, months=column["validity_months"]) + mode


def _condition(condition: dict[str, Any]) -> str:
    return plain(f"{localised(_text(condition['name']))} {condition['limit'] or '–'} {condition['unit']}")


def _item(item: dict[str, Any] | None) -> str:
    if item is None:
        return "–"
    lines = []
    for limit, points in groupby(item["points"], key=lambda p: (p["lower"], p["upper"], p["unit"])):
        labels = list(dict.fromkeys(localised(_text(p["point"])) for p in points))
        named = ", ".join(labels) if len(labels) <= SHOWN else f"{labels[0]} … {labels[-1]}"
        lines.append(f"{named}: {_limit(*limit)}")
    return plain("\n".join(lines)) if lines else "✓"


def _limit(lower: str, upper: str, unit: str) -> str:
    if lower and upper:
        shown = f"±{upper}" if lower == f"-{upper}" or lower == upper == "0" else f"{lower} … {upper}"
    else:
        shown = f"≤ {upper}" if upper else f"≥ {lower}"
    return shown if unit in ("", "1") else f"{shown} {unit}"


def _text(words: dict[str, str]) -> Any:
    from metrology.text import Text

    return Text(words["zh"], words["en"])
