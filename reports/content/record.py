"""The original record on paper: the sheets of the record in landscape."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from metrology.exact import shortened
from procedures.text import NO_TEXT, Text
from reports.content.common import Json, both
from reports.content.document import frame
from reports.content.evidence import noted_pictures, pictures
from reports.content.results import items, says_nothing
from reports.numerals import width, with_minus
from reports.record.acquisition import ALERTS
from reports.record.acquisition import NAME as ACQUISITION
from reports.record.course import NAME as COURSE
from reports.record.rows import DECISIONS, sheets
from reports.record.series import NAME as SERIES
from reports.wording import WORKS, known
from reports.work_words import in_words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.record.sheet import Sheet
    from reports.view import RunView

FOR_PROGRAMS = (COURSE, SERIES)
FIRST = (ALERTS, ACQUISITION)
"""What the person who checks reads before the results."""
# Columns that the tables of the items show already, or that only a program needs; CSV and workbook hold them.
_LEFT_OUT = {"Time", "Driver", "Question", "Values"}
# Columns with worked formulas, where a hyphen is a sign, and the one whose readings are broken only between each other.
_WORKED = {"Formula", "Substitution", "Compared"}
# What the decisions of an item mostly share: said once above its table where it is the same for all.
_SHARED = ("Formula", "Clause", "Status of data", "Note on the data", "Rule")
JUDGED = Text("读数评定记录", "Record of a Judgement")
_TRAIL = "Readings on the way"
# Widest column in half-width characters; the cover has one long column.
_WIDEST = 22
_WIDEST_ON_COVER = 80
_WIDEST_WORKED = 60


def record(run: RunView) -> Json:
    """Everything `templates/record.typ` prints."""
    cover, *others = sheets(run)
    left_out = _LEFT_OUT if run.started[:10] == run.finished[:10] else _LEFT_OUT - {"Time"}
    names = {item.name.zh: item.name for item in run.items}
    content = {
        **frame(run),
        "title": both(JUDGED if run.opened.judges else _original(run.opened.kind)),
        "cover": {"name": both(cover.name), **_sheet(cover, _WIDEST_ON_COVER, left_out)},
        "items": [{**item, "curves": [], "pictures": pictures(run, item["key"])} for item in items(run)],
        "first": [_printed(s, left_out, names) for s in others if s.name in FIRST],
        "pictures": noted_pictures(run),
        "sheets": [_printed(s, left_out, names) for s in others if s.rows and s.name not in (*FOR_PROGRAMS, *FIRST)],
        "signatures": [
            {"name": {"zh": "检定员", "en": "Verified by"}, "person": run.opened.people.operator.name},
            {"name": {"zh": "核验员", "en": "Checked by"}, "person": run.signed("reviewer")},
        ],
    }
    in_words: Json = in_words_of(content, content["words"])
    return in_words


def _original(work: str) -> Text:
    name = known(WORKS, work)
    return Text(f"{name.zh}原始记录", f"Original Record of {name.en}")


def _printed(sheet: Sheet, left_out: set[str], names: Mapping[str, Text]) -> Json:
    """A sheet of the record; the decisions of each item are a table of their own."""
    if sheet.name != DECISIONS:
        return {
            "name": both(sheet.name),
            "parts": [{"title": both(NO_TEXT), "shared": [], **_sheet(sheet, _WIDEST, left_out)}],
        }
    place = [head.en for head in sheet.heads].index("Item")
    parts = []
    for name in dict.fromkeys(row[place] for row in sheet.rows):
        rows = tuple(row for row in sheet.rows if row[place] == name)
        parts.append(_of_item(replace(sheet, name=names.get(name, Text.same(name)), rows=rows), left_out | {"Item"}))
    return {"name": both(sheet.name), "parts": parts}


def _of_item(sheet: Sheet, left_out: set[str]) -> Json:
    """The decisions of one item: what they share stands once above them."""
    said = {head.en: (head, {row[i] for row in sheet.rows} - {""}) for i, head in enumerate(sheet.heads)}
    same = {en: (head, min(texts)) for en, (head, texts) in said.items() if en in _SHARED and len(texts) == 1}
    shared = [(both(same[en][0]), _as_formula(same[en][1], en)) for en in _SHARED if en in same]
    shown = [{"name": name, "text": text} for name, text in shared if not says_nothing(text)]
    return {"title": both(sheet.name), "shared": shown, **_sheet(sheet, _WIDEST, left_out | same.keys())}


def _as_formula(text: str, head: str) -> str:
    return with_minus(shortened(text)) if head in _WORKED else text


def _sheet(sheet: Sheet, widest: int, left_out: set[str]) -> Json:
    kept = [i for i, head in enumerate(sheet.heads) if head.en not in left_out and _used(sheet, i)]
    columns = [[_shown(sheet, i, row[i]) for row in sheet.rows] for i in kept]
    return {
        "heads": [both(sheet.heads[i]) for i in kept],
        "weights": [_weight(sheet, i, texts, widest) for i, texts in zip(kept, columns, strict=True)],
        "numeric": [i in sheet.numeric for i in kept],
        "rows": [list(row) for row in zip(*columns, strict=True)],
    }


def _shown(sheet: Sheet, column: int, text: str) -> str:
    """A cell as printed; texts received are left as they are."""
    if column in sheet.numeric or sheet.heads[column].en in _WORKED:
        return with_minus(shortened(text))
    if sheet.heads[column].en == _TRAIL:
        return " | ".join(reading.replace(" ", "\N{NO-BREAK SPACE}") for reading in text.split(" | "))
    return text


def _used(sheet: Sheet, column: int) -> bool:
    return any(row[column] for row in sheet.rows)


def _weight(sheet: Sheet, column: int, texts: list[str], widest: int) -> int:
    """Share of the page's width: the longest text of the column within reason, but never less than its longest word."""
    widest = _WIDEST_WORKED if sheet.heads[column].en in _WORKED else widest
    different = dict.fromkeys((*texts, sheet.heads[column].en))
    words = [word for text in different for word in re.split(r"[ /]", text) if word.isascii()]
    least = max([width(sheet.heads[column].zh), *(min(width(word), widest) for word in words)])
    return max(least, min(max(map(width, texts)), widest)) + 2
