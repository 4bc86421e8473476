"""The results of each item: its table, its formula, its error curve."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from procedures.text import NO_TEXT, Text
from reports.content.common import Json, both, shown
from reports.content.curve import curves
from reports.content.evidence import charts
from reports.last_run import of_last_run
from reports.numerals import MINUS, Cell, column, width, with_minus
from reports.outcomes import of_item, of_row
from reports.view import Column
from reports.wording import AS_FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.view import BandStretch, Conclusion, ItemResult, PlotPoint, RunView

# A table of up to this many rows is kept on one page together with its heading.
KEPT_TOGETHER = 16
# Narrowest and widest column, in half-width characters.
_WIDTHS = (5, 24)
# Widest label that is never broken, and widest set of columns whose units stand beside their names.
_SHORT_LABEL = 16
_FITTING = 66
# What a column needs besides its text.
_GAP = 2
_POINT = Text("检定点", "Point")
_CHECK = Text("检查内容", "Check")
_MPE = Text("最大允许误差", "Maximum permissible error")
_PERMITTED = Text("允许值", "Limit")


@of_last_run
def items(run: RunView) -> list[Json]:
    """Every item that was examined, in the order of the regulation."""
    omitted = {item.key for item in run.items if not item.applicable}
    return [_item(run, item) for item in run.results if item.key not in omitted]


def _item(run: RunView, item: ItemResult) -> Json:
    conclusions = run.conclusions_of(item.key)
    columns = _columns(run, item.key, conclusions)
    alone = run.opened.policy.documents_language == "en"
    cells = [column([_value(c, entry, english=alone) for c in conclusions]) for entry in columns]
    planned = next((entry.columns for entry in run.items if entry.key == item.key), ())
    labels, keys = _labels(conclusions), {entry.key for entry in (*columns, *planned)}
    shared = _shared(conclusions)
    found: list[Json] = [
        {
            "label": labels[i],
            "cells": [_printed(cells[k][i]) for k in range(len(columns))],
            "across": bool(columns) and not any(cells[k][i].text for k in range(len(columns))),
            "outcome": shown(NO_TEXT if conclusion.states_only(keys) else of_row(run, conclusion), conclusion.outcome),
            "reason": both(NO_TEXT if shared else conclusion.reason),
        }
        for i, conclusion in enumerate(conclusions)
    ]
    rows = _marked(found)
    columns = [_called(entry, cells[k]) for k, entry in enumerate(columns)]
    heads = [_head(entry, cells[k]) for k, entry in enumerate(columns)]
    crowded = sum(head["weight"] for head in heads) > _FITTING
    if crowded:  # names go over several lines, numbers never do
        heads = [
            head | {"weight": _narrow(entry, cells[k])}
            for k, (entry, head) in enumerate(zip(columns, heads, strict=True))
        ]
    told = not shared and any(any(conclusion.reason) for conclusion in conclusions)
    return {
        "key": item.key,
        "name": both(item.name),
        "clause": item.clause,
        "outcome": shown(of_item(run, item), item.outcome),
        "reason": both(NO_TEXT if told else shared or item.reason),
        "columns": heads,
        "unit_below": crowded,
        "label_head": both(_POINT if any(entry.unit for entry in columns) else _CHECK),
        "label_weight": _label_weight([row["label"] for row in rows if not row["across"]]),
        "rows": rows,
        "notes": _notes(conclusions),
        "charts": charts(run, item.key),
        "pictures": [],
        "curves": curves(plotted(run, item.key), band_of(run, item.key)),
        "judged": not all(c.uncertainty is not None and c.comparison is None for c in conclusions),
        "keep": len(rows) <= KEPT_TOGETHER,
    }


def _printed(cell: Cell) -> Json:
    return {"text": cell.text, "pad": cell.pad, "number": cell.number}


def plotted(run: RunView, item: str) -> list[PlotPoint]:
    """The points of an item's error curves; where the run follows another one, with those that were found before."""
    mine = [c.plot for c in run.conclusions_of(item) if c.plot is not None]
    if run.before is None or not mine:
        return mine
    charts = {point.chart for point in mine}
    found = [c.plot for c in run.before.conclusions_of(item) if c.plot is not None and c.plot.chart in charts]
    return [*mine, *(replace(point, series=f"{point.series}{AS_FOUND}") for point in found)]


def band_of(run: RunView, item: str) -> list[BandStretch]:
    """The limits over the range of an item's error curves."""
    return [stretch for stretch in run.band if stretch.item in {"", item}]


def _columns(run: RunView, key: str, conclusions: Sequence[Conclusion]) -> list[Column]:
    """Columns of the plan, without those that are empty or only repeat the label of the row."""
    planned = next((item.columns for item in run.items if item.key == key), ())
    keys = dict.fromkeys(key for conclusion in conclusions for key in conclusion.values)
    named = planned or tuple(Column(key, Text.same(key), "") for key in keys)
    return [entry for entry in named if any(_value(c, entry) not in {"", c.label.zh} for c in conclusions)]


def _called(entry: Column, cells: Sequence[Cell]) -> Column:
    """A column of limits that permit no error to either side, such as ≥ 20 MΩ, is not one of permissible errors."""
    of_errors = any("±" in cell.text or "+" in cell.text for cell in cells)
    return entry if of_errors or entry.name != _MPE else replace(entry, name=_PERMITTED)


def _head(entry: Column, cells: Sequence[Cell]) -> Json:
    """Head of a column and its share of the page's width."""
    widest = max([width(entry.name.zh), 4 * width(entry.name.en) // 5, *(width(cell.text) for cell in cells)])
    narrowest, most = _WIDTHS
    return {
        **both(entry.name),
        "unit": entry.unit if entry.unit != "1" else "",
        "weight": min(max(widest, narrowest), most) + _GAP,
    }


def _narrow(entry: Column, cells: Sequence[Cell]) -> int:
    """Share that a column needs at least: its widest cell, or the longest word of its name."""
    words = [4 * width(word) // 5 for word in entry.name.en.split()]
    return max([_WIDTHS[0], width(entry.name.zh) // 2, *words, *(width(cell.text) for cell in cells)]) + _GAP


def _label_weight(labels: Sequence[Json]) -> int:
    """Share of the labels' column; 0 where it is just as wide as its labels, because all are short."""
    widest = max((width(label["text"]) for label in labels), default=0)
    return 0 if widest <= _SHORT_LABEL else min(widest, 2 * _WIDTHS[1]) + _GAP


def _value(conclusion: Conclusion, entry: Column, *, english: bool = False) -> str:
    value = conclusion.values.get(entry.key, "")
    return conclusion.english.get(entry.key, value) if english else value


def _labels(conclusions: Sequence[Conclusion]) -> list[Json]:
    """Labels of the rows; those that read the same in both languages are set once."""
    labels = [c.label.zh or c.label.en for c in conclusions]
    return [
        {
            "text": with_minus(label),
            "pad": "",
            "number": label[:1].isdigit() or label.startswith(("-", MINUS, "±")),
            "en": "" if conclusion.label.en in {"", label} else with_minus(conclusion.label.en),
        }
        for label, conclusion in zip(labels, conclusions, strict=True)
    ]


def says_nothing(formula: str) -> bool:
    """Whether a formula is empty or only names what was read, such as ``n = n``."""
    left, _, right = formula.partition(" = ")
    return left == right or not formula


def _notes(conclusions: Sequence[Conclusion]) -> list[Json]:
    """Formulas the errors were computed with, and uncertainties that entered the decision."""
    compared = [c.comparison for c in conclusions if c.comparison is not None]
    formulas = list(dict.fromkeys(c.formula for c in conclusions if not says_nothing(c.formula)))
    with_column = any(c.uncertainty is not None for c in conclusions)
    alone = [] if with_column else [c for c in compared if c.uncertainty]
    uncertain = list(dict.fromkeys(f"U = {c.uncertainty} {c.unit}".rstrip() for c in alone))
    notes = []
    if formulas:
        joined = with_minus("；".join(formulas))
        notes.append({"name": both(Text("计算式", "Formula")), "text": joined})
    if uncertain:
        notes.append({"name": both(Text("扩展不确定度", "Expanded uncertainty")), "text": "；".join(uncertain)})
    return notes


def _marked(rows: Sequence[Json]) -> list[Json]:
    """The rows; a condition that was confirmed once more is marked, and pages leave it out. The record has all."""
    seen: set[str] = set()
    marked = []
    for row in rows:
        text = row["label"]["text"]
        well = row["outcome"]["key"] in {"conform", "stated"} and not row["reason"]["zh"]
        marked.append({**row, "again": row["across"] and well and text in seen})
        seen |= {text} if row["across"] else set()
    return marked


def _shared(conclusions: Sequence[Conclusion]) -> Text | None:
    """The reason that all of several rows have, which is said once."""
    reasons = {conclusion.reason for conclusion in conclusions}
    return next(iter(reasons)) if len(conclusions) > 1 and len(reasons) == 1 and NO_TEXT not in reasons else None
