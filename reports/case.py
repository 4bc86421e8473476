"""The summary of a case of market supervision: one document over its runs. It names nobody who made a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text
from reports.content.common import Json, both, issuer, labelled
from reports.read_back import confirm
from reports.sections import section_content
from reports.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.campaigns.judgement import Section
    from records.entries import Laboratory

TITLE = Text("案件证据汇总", "Summary of the evidence of a case")
SIMULATED = {"zh": "模拟运行", "both": "模拟运行", "en": "SIMULATED"}


class Summarised(NamedTuple):
    """What the summary is of.

    Attributes:
        number, title: Of the case.
        kind: Why its runs were made.
        complaint: Number of the complaint; empty for none.
        laboratory: Who made the runs.
        language: ``both``, ``zh`` or ``en``.
        simulated: Whether one of the runs touched a simulated instrument.
        time: Of what was entered last, ISO 8601 with offset.
        sections: Its tables and notes.
    """

    number: str
    title: str
    kind: Text
    complaint: str
    laboratory: Laboratory
    language: str
    simulated: bool
    time: str
    sections: Sequence[Section]


def case_summary(found: Summarised) -> bytes:
    """The summary as a PDF file, read back: number and marks on every page.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    content: Json = {
        "simulated": found.simulated, "cancelled": "", "no_certificate": False,
        "language": found.language, "number": found.number, "laboratory": issuer(found.laboratory),
        "title": both(TITLE),
        "fields": [
            labelled("案件编号", "Case", found.number),
            labelled("案由", "About", found.title),
            labelled("性质", "Kind", found.kind),
            labelled("投诉编号", "Number of the complaint", found.complaint or "—"),
        ],
        "parts": [section_content(n, part, found.language, {}) for n, part in enumerate(found.sections)],
    }  # fmt: skip
    pdf = typeset("case.typ", content, time=found.time)
    first = TITLE.en if found.language == "en" else TITLE.zh
    marks = (found.number, *((SIMULATED[found.language],) if found.simulated else ()))
    confirm(pdf, first=(first,), every=marks, name=f"{first} {found.number}")
    return pdf
