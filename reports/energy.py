"""A report on the energy metering of a site: how it is equipped, its balance, its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reports.content.common import Json, both, issuer, labelled, shown
from reports.identity import document_number
from reports.read_back import confirm
from reports.sections import section_content
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.decision import Outcome
    from metrology.text import Text
    from procedures.campaigns.judgement import Section
    from records.entries import Laboratory

SIMULATED, NO_CERTIFICATE = "模拟运行", "非检定证书"
"""Marks that are read back from every page."""


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


def energy_report(found: EnergyReport, laboratory: Laboratory, language: str) -> bytes:
    """The report as a PDF file, read back: number and marks on every page. It is marked as no certificate.

    Args:
        found: What it shows.
        laboratory: Who issues it.
        language: ``both``, ``zh`` or ``en``.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    pictures: dict[str, bytes] = {}
    content: Json = {
        "simulated": found.simulated,
        "cancelled": "",
        "no_certificate": True,
        "language": language,
        "flipped": found.flipped,
        "number": document_number(
            f"{found.series}-{found.site}-{found.day.replace('-', '')}", found.day, laboratory.prefix
        ),
        "laboratory": issuer(laboratory),
        "title": both(found.title),
        "fields": [labelled(name.zh, name.en, value) for name, value in found.fields],
        "verdict": shown(found.verdict or OUTCOMES[found.outcome], found.outcome),
        "consequences": [both(text) for text in found.words],
        "parts": [section_content(n, part, language, pictures) for n, part in enumerate(found.sections, 2)],
    }
    pdf = typeset("energy.typ", content, time=found.time, pictures=pictures)
    first = found.title.en if language == "en" else found.title.zh
    marks = (content["number"], NO_CERTIFICATE, *((SIMULATED,) if found.simulated else ()))
    confirm(pdf, first=(first,), every=marks, name=f"{first} {found.site}")
    return pdf
