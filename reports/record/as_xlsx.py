"""The original record as a workbook: one sheet per table, numbers as numbers that show the digits received."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.record.rows import Sheet, sheets

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reports.view import RunView

_NUMBER = re.compile(r"-?\d+(\.(?P<fraction>\d+))?")
# A workbook keeps numbers as binary floats: beyond 15 digits the text is kept instead.
_DIGITS_KEPT = 15
_WIDEST = 60
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def record_xlsx(run: RunView) -> bytes:
    """The workbook; the same run gives the same bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets(run):
        _fill(book.create_sheet(f"{sheet.name.zh} {sheet.name.en}"), sheet)
    moment = datetime.fromisoformat(run.finished).replace(tzinfo=None, microsecond=0)
    book.properties.created = moment
    book.properties.creator = "Steelyard"
    target = io.BytesIO()
    book.save(target)
    return _reproducible(target.getvalue(), moment)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    shade = PatternFill("solid", fgColor="E6ECF2")
    for column, head in enumerate(sheet.heads, start=1):
        cell = page.cell(row=1, column=column, value=f"{head.zh}\n{head.en}")
        cell.font, cell.fill = Font(bold=True), shade
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(sheet.rows, start=2):
        for column, text in enumerate(row):
            _put(page.cell(row=number, column=column + 1), text, numeric=column in sheet.numeric)
    page.freeze_panes = "A2"
    for column in range(len(sheet.heads)):
        texts = [sheet.heads[column].zh, sheet.heads[column].en, *(row[column] for row in sheet.rows)]
        width = max(sum(2 if ord(character) > 0x2E7F else 1 for character in text) for text in texts)
        page.column_dimensions[page.cell(row=1, column=column + 1).column_letter].width = min(width + 2, _WIDEST)


def _put(cell: Cell, text: str, *, numeric: bool) -> None:
    match = _NUMBER.fullmatch(text) if numeric else None
    if match and len(text.lstrip("-0.").replace(".", "")) <= _DIGITS_KEPT:
        cell.value = Decimal(text)
        fraction = match["fraction"] or ""
        cell.number_format = "0." + "0" * len(fraction) if fraction else "0"
        return
    cell.value = text
    cell.data_type = "s"  # a text that begins with "=" is what somebody entered, not a formula


def _reproducible(content: bytes, moment: datetime) -> bytes:
    """The same workbook with the run's time instead of the time of writing."""
    target = io.BytesIO()
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), part)
            new.writestr(zipfile.ZipInfo(name, _EARLIEST), part, compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()
