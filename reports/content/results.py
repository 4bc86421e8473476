"""The results of each item: its table, its formula, its error curve."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from procedures.text import Text
from reports.content.common import Json, both, outcome
from reports.content.curve import curve
from reports.numerals import MINUS, column, with_minus
from reports.view import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.view import Conclusion, ItemResult, RunView

# A table of up to this many rows is kept on one page together with its heading.
KEPT_TOGETHER = 16


def items(run: RunView) -> list[Json]:
    """Every item that was examined, in the order of the regulation."""
    omitted = {item.key for item in run.items if not item.applicable}
    return [_item(run, item) for item in run.results if item.key not in omitted]


def _item(run: RunView, item: ItemResult) -> Json:
    conclusions = run.conclusions_of(item.key)
    columns = _columns(run, item.key, conclusions)
    cells = [column([_value(c, entry) for c in conclusions]) for entry in columns]
    labels = _labels(conclusions)
    rows = [
        {
            "label": labels[i],
            "cells": [asdict(cells[k][i]) for k in range(len(columns))],
            "outcome": outcome(conclusion.outcome),
            "reason": both(conclusion.reason),
        }
        for i, conclusion in enumerate(conclusions)
    ]
    told = any(any(conclusion.reason) for conclusion in conclusions)
    return {
        "name": both(item.name),
        "clause": item.clause,
        "outcome": outcome(item.outcome),
        "reason": both(Text("", "") if told else item.reason),
        "columns": [{"zh": entry.name.zh, "en": entry.name.en, "unit": entry.unit} for entry in columns],
        "rows": rows,
        "notes": _notes(conclusions),
        "curve": curve([c.plot for c in conclusions if c.plot is not None]),
        "keep": len(rows) <= KEPT_TOGETHER,
    }


def _columns(run: RunView, key: str, conclusions: Sequence[Conclusion]) -> list[Column]:
    """Columns of the plan, without those that are empty or only repeat the label of the row."""
    planned = next((item.columns for item in run.items if item.key == key), ())
    keys = dict.fromkeys(key for conclusion in conclusions for key in conclusion.values)
    named = planned or tuple(Column(key, Text.same(key), "") for key in keys)
    return [
        entry
        for entry in named
        if any(_value(c, entry) not in {"", c.label.zh} for c in conclusions)
    ]


def _value(conclusion: Conclusion, entry: Column) -> str:
    return conclusion.values.get(entry.key, "")


def _labels(conclusions: Sequence[Conclusion]) -> list[Json]:
    """Labels of the rows; those that read the same in both languages are set once."""
    labels = [c.label.zh or c.label.en for c in conclusions]
    digits = all(label[:1].isdigit() or label[:1] in f"-{MINUS}±" for label in labels if label)
    return [
        {
            "text": with_minus(label),
            "pad": "",
            "number": digits,
            "en": "" if conclusion.label.en in {"", label} else with_minus(conclusion.label.en),
        }
        for label, conclusion in zip(labels, conclusions, strict=True)
    ]


def _notes(conclusions: Sequence[Conclusion]) -> list[Json]:
    """Formulas the errors were computed with, and uncertainties that entered the decision."""
    compared = [c.comparison for c in conclusions if c.comparison is not None]
    formulas = list(dict.fromkeys(c.formula for c in compared if c.formula))
    uncertain = list(dict.fromkeys(f"U = {c.uncertainty} {c.unit}".rstrip() for c in compared if c.uncertainty))
    notes = []
    if formulas:
        joined = with_minus("；".join(formulas))
        notes.append({"zh": f"计算式：{joined}", "en": "Formula"})
    if uncertain:
        notes.append({"zh": f"扩展不确定度：{'；'.join(uncertain)}", "en": "Expanded uncertainty"})
    return notes
