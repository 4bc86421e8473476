"""The report on a measurement standard, from its registers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from metrology.text import Text
from records.durable_file import write_durably
from records.register import LaboratoryFile, read
from registers.book import now
from registers.errors import NothingToShow
from registers.record import fields_of
from registers.standard_checks import CHECKS, KINDS, Assessment
from reports.assessment import assessment_report
from reports.content.common import issuer
from services.laboratory.prepare import laboratory_entry
from services.standards.assessing import assess, figures, outcome_of
from services.standards.chart_picture import chart_svg
from services.standards.control_chart import chart_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from registers.book import Book

SHOWN = ("name", "name_en", "code", "certificate", "level", "range", "accuracy", "valid_until", "check_standard")


def write_assessment(book: Book, key: str, on: date, laboratory: Path, folder: Path) -> Path:
    """Write the report on a measurement standard; returns its file.

    Args:
        book: The registers.
        key: The measurement standard.
        on: Day of the assessment.
        laboratory: ``laboratory.toml``, which says who issues it.
        folder: Where the file is written; made if need be.

    Raises:
        RegistersError, RegisterError: There is no such standard, or the file cannot be used.
    """
    row, parts = assess(book, key, on)
    rows = [
        r.record
        for r in book.rows(CHECKS, lambda c: (c.assessment == key) & (c.on <= on.isoformat()), order=("on", "key"))
    ]
    checks = [
        [Text.of(KINDS[c.kind]).zh, str(c.on), c.point, "  ".join(c.readings), c.by]
        for c in rows
    ]  # fmt: skip
    number = f"{key}-{on:%Y%m%d}"
    pdf = assessment_report(
        number,
        issuer(laboratory_entry(read(laboratory, LaboratoryFile).laboratory)),
        [*_fields(row), *figures(row)],
        [p.document() for p in parts],
        str(outcome_of(parts)),
        checks,
        _chart(book, key),
        time=now(),
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"assessment_{re.sub(r'[^A-Za-z0-9._-]+', '-', number)}.pdf"
    write_durably(file, pdf)
    return file


def _fields(row: Assessment) -> list[tuple[Text, str]]:
    words = {f.name: f for f in fields_of(Assessment)}
    found = []
    for name in SHOWN:
        value, field = getattr(row, name), words[name]
        said = field.choices.get(value)
        found.append((field.title, f"{said.zh} {said.en}" if said else str(value or "")))
    return found


def _chart(book: Book, key: str) -> bytes:
    try:
        return chart_svg(chart_of(book, key), "zh").encode()
    except NothingToShow:
        return b""
