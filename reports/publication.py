"""The list of units that is published, as a PDF file. The data come from `services.integrity.publication`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from reports.content.common import Json, both
from reports.numerals import width
from reports.read_back import confirm
from reports.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = Text("诚信计量信息公示", "Publication on Integrity in Measurement")
NAME = Text("公示单位", "Units")
SIMULATED = "模拟"
WIDEST, HEAD = 30, 8
"""Most characters of a column that its cells ask for, and that its head does, which may stand in several lines."""


def publication_pdf(
    heads: Sequence[Text], rows: Sequence[Sequence[str]], notes: Sequence[Text], *, number: str, laboratory: Text,
    time: str, simulated: bool,
) -> bytes:  # fmt: skip
    """The list as a PDF file, read back.

    Args:
        heads: Titles of the columns.
        rows: A row for each unit.
        notes: What is said below.
        number: Its number, which every page bears.
        laboratory: Who publishes it.
        time: Time stamp, ISO 8601.
        simulated: Whether it rests on simulated data; every page is marked then.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    part: Json = {
        "name": both(NAME),
        "heads": [both(head) for head in heads],
        "weights": [_weight(head, [row[n] for row in rows]) for n, head in enumerate(heads)],
        "numeric": [False] * len(heads),
        "rows": [list(row) for row in rows],
        "bars": [],
    }
    content: Json = {
        "simulated": simulated, "cancelled": "", "no_certificate": False, "number": number,
        "laboratory": {"name": both(laboratory)}, "title": both(TITLE), "parts": [part],
        "notes": [both(note) for note in notes],
    }  # fmt: skip
    pdf = typeset("statistics.typ", content, time=time, tagged=False)
    confirm(pdf, first=(TITLE.zh,), every=(number, *((SIMULATED,) if simulated else ())), name=TITLE.zh)
    return pdf


def _weight(head: Text, cells: Sequence[str]) -> int:
    widest = min(max((*map(width, cells), min(width(head.zh), HEAD))), WIDEST)
    return widest + widest // 6 + 2
