"""An empty form, as CSV text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from records.spreadsheet import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.form.identity import FormIdentity
    from sequencer.reading_source import Question

COLUMNS = ("address", "项目 item", "读数 reading", "单位 unit", "value", "reason")
_DIRECTIONS = {"up": "升", "down": "降", "centre": "中心"}
GUIDE = (
    "# value: a number, a point as decimal sign; a text; a time as 2026-11-29 08:30:15; a photograph or a series by "
    "the name of a file beside this form (照片、序列填写与本表同文件夹的文件名); for checks conform/合格, "
    "not_conform/不合格, "
    "not_applicable: reason/不适用：原因, for a mandatory one not_applicable (ID): reason/不适用（编号）：原因 with "
    "the ID of the reviewer or approver who confirms it (由核验员或批准人确认); "
    "not_measured: reason/未测：原因. Column reason: why a doubtful value is right."
)


def form_rows(questions: Iterable[Question], identity: FormIdentity) -> list[tuple[str, ...]]:
    """All rows of an empty form: the header, the identity, one row per question, the guide."""
    rest = ("",) * (len(COLUMNS) - 1)
    stated = ((name, value, *rest[1:]) for name, value in identity.rows())
    questions = list(questions)
    alike = Counter((q.item, q.text) for q in questions)
    asked = (
        (q.address, f"{q.item.zh} {q.item.en}", _question(q, alone=alike[q.item, q.text] == 1), q.unit, "", "")
        for q in questions
    )
    return [COLUMNS, *stated, *asked, (GUIDE, *rest)]


def empty_form(questions: Iterable[Question], identity: FormIdentity) -> str:
    """CSV text of an empty form."""
    out = io.StringIO()
    rows = ([guarded(cell) for cell in row] for row in form_rows(questions, identity))
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _question(question: Question, *, alone: bool) -> str:
    """What is asked; a row that is filled in only where it is needed is marked.

    Args:
        question: The question.
        alone: Whether no other row of the item has the same words; otherwise the point of the address is added, so that
            up differs from down and corner 1 from corner 4.
    """
    where = (
        "（需要时填写 only if needed）" if question.optional else "" if question.required else "（非必需 not required）"
    )
    point = "" if alone else _point(question.address)
    return f"{question.text.zh} {question.text.en}{point}{where}"


def _point(address: str) -> str:
    parts = address.split("/")[1:-1]
    words = [f"{_DIRECTIONS[part]} {part}" if part in _DIRECTIONS else part for part in parts]
    return f" [{', '.join(words)}]" if parts else ""
