"""A report on the energy metering of a site: how it is equipped, its balance, its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.text import Text
from reports.content.common import Json, both, issuer, labelled, shown
from reports.identity import document_number
from reports.read_back import confirm
from reports.sections import section_content
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from metrology.decision import Outcome
    from procedures.campaigns.judgement import Section
    from records.entries import Laboratory
    from reports.view import Numbered

SIMULATED, NO_CERTIFICATE, CANCELLED = "模拟运行", "非检定证书", "作废"
"""Marks that are read back from every page."""
SIGNING: Final = Text("批准人", "Approved by"), Text("核验员", "Checked by"), Text("编制人", "Prepared by")
NUMBERED_ON: Final = Text("编号日期", "Numbered on")
BASIS: Final = "basis.json"
"""Name under which a report carries what it was made from."""
UNVERIFIED: Final = Text(
    "注意：本报告的部分数据或所依据的标准原文未核实，文中逐处标明。",
    "Note: some figures of this report, or texts of standards, are not verified. Each is marked where it stands.",
)
SIMULATED_DATA: Final = Text(
    "注意：数据来自模拟，本文件为样张，不具有效力。",
    "Note: the data are simulated; this is a specimen and never valid.",
)


class Issued(NamedTuple):
    """What a report prints of its row in the register of documents.

    Attributes:
        numbered: Its number, what it replaces, whether it holds no more.
        basis: What it was made from, as the store keeps it.
        on: The day on which it was numbered.
        people: Names of who prepared it, who checks and who approves; empty where nobody is known.
        seal: The side of the first page on which the seal stands.
        unverified: Whether a figure of it is not verified.
    """

    numbered: Numbered
    basis: bytes
    on: date
    people: tuple[str, str, str]
    seal: str
    unverified: bool


class EnergyReport(NamedTuple):
    """What a report shows.

    Attributes:
        series: Letters before its number, such as ``EQ``.
        site: Identity of the site.
        day: Day of the report, ISO 8601.
        title: Its title.
        fields: What it is about, by name.
        outcome: The conclusion.
        words: The conclusion in sentences.
        sections: Tables, pictures, notes.
        simulated: Whether its data are simulated.
        time: Time stamp, ISO 8601 with offset.
        flipped: Whether its pages are turned, for wide tables.
        verdict: The conclusion in a word; None for that of the outcome.
    """

    series: str
    site: str
    day: str
    title: Text
    fields: Sequence[tuple[Text, Text | str]]
    outcome: Outcome
    words: Sequence[Text]
    sections: Sequence[Section]
    simulated: bool
    time: str
    flipped: bool = False
    verdict: Text | None = None


def energy_report(found: EnergyReport, laboratory: Laboratory, language: str, issued: Issued | None = None) -> bytes:
    """The report as a PDF file, read back: number and marks on every page; without a number marked as no certificate.

    Args:
        found: What it shows.
        laboratory: Who issues it.
        language: ``both``, ``zh`` or ``en``.
        issued: What it prints of its row in the register of documents; None where it has none.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    pictures: dict[str, bytes] = {}
    content: Json = {
        "simulated": found.simulated,
        "cancelled": issued.numbered.ended if issued else "",
        "no_certificate": issued is None,
        "language": language,
        "flipped": found.flipped,
        "number": issued.numbered.number
        if issued
        else document_number(f"{found.series}-{found.site}-{found.day.replace('-', '')}", found.day, laboratory.prefix),
        "laboratory": issuer(laboratory),
        "title": both(found.title),
        "fields": [labelled(name.zh, name.en, value) for name, value in found.fields],
        "verdict": shown(found.verdict or OUTCOMES[found.outcome], found.outcome),
        "consequences": [both(text) for text in found.words],
        "parts": [section_content(n, part, language, pictures) for n, part in enumerate(found.sections, 2)],
    }
    if issued is not None:
        content |= _first_page(found, issued, laboratory, content)
    pdf = typeset("energy.typ", content, time=found.time, pictures=pictures | ({BASIS: issued.basis} if issued else {}))
    first = found.title.en if language == "en" else found.title.zh
    marks = (
        content["number"], *((SIMULATED,) if found.simulated else ()), *(() if issued else (NO_CERTIFICATE,)),
        *((CANCELLED, content["cancelled"]) if content["cancelled"] else ()),
    )  # fmt: skip
    confirm(pdf, first=(first,), every=marks, name=f"{first} {found.site}")
    return pdf


def _first_page(found: EnergyReport, issued: Issued, laboratory: Laboratory, content: Json) -> Json:
    """What stands on the first page of a report that is numbered: who signs, when, and what nobody may overlook."""
    said = [*((SIMULATED_DATA,) if found.simulated else ()), *((UNVERIFIED,) if issued.unverified else ())]
    day = issued.on
    dated = {"year": f"{day.year}", "month": f"{day.month:02d}", "day": f"{day.day:02d}"}
    by = next((value for name, value in found.fields if name.zh == "依据"), "")
    return {
        "seal": issued.seal,
        "words": {"（检定专用章）": {"zh": "（检验专用章）", "en": "Seal of the laboratory"}},
        "attention": [both(text) for text in said],
        "cover": {
            "signatures": [
                {"name": both(role), "person": person}
                for role, person in zip(SIGNING, reversed(issued.people), strict=True)
            ],
            "dates": [{"name": both(NUMBERED_ON), **dated}],
        },
        "essentials": {
            "number": issued.numbered.number,
            "title": found.title.zh,
            "instrument": shown_site(found),
            "serial": found.site,
            "regulation": by if isinstance(by, str) else by.zh,
            "conclusion": content["verdict"]["zh"],
            "on": found.day,
            "valid_until": "",
            "issuer": laboratory.name.zh,
            "check_page": issued.numbered.check_page,
        },
    }


def shown_site(found: EnergyReport) -> str:
    """Name of the site, as the report has it."""
    name = next((value for label, value in found.fields if label.zh == "用能单位"), found.site)
    return name if isinstance(name, str) else name.zh
