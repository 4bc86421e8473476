"""The original record as a workbook: one sheet per table, numbers as numbers that show the digits received."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.numerals import width
from reports.record.rows import sheets

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from reports.record.sheet import Sheet
    from reports.view import RunView

_NUMBER = re.compile(r"-?\d+(\.(?P<fraction>\d+))?")
# A workbook keeps numbers as binary floats: beyond 15 digits the text is kept instead.
_DIGITS_KEPT = 15
_WIDEST = 60
# Excel shows no longer title of a sheet.
_TITLE = 31
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def record_xlsx(run: RunView) -> bytes:
    """The workbook; the same run gives the same bytes."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for sheet in sheets(run):
        _fill(book.create_sheet(f"{sheet.name.zh} {sheet.name.en}"[:_TITLE]), sheet)
    moment = datetime.fromisoformat(run.finished).replace(tzinfo=None, microsecond=0)
    book.properties.created = moment
    book.properties.creator = "Steelyard"
    target = io.BytesIO()
    book.save(target)
    return _reproducible(target.getvalue(), moment)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for column, head in enumerate(sheet.heads):
        widest = max(width(text) for text in (head.zh, head.en, *(row[column] for row in sheet.rows))) + 2
        page.column_dimensions[get_column_letter(column + 1)].width = min(widest, _WIDEST)
    page.append([_head(page, f"{head.zh}\n{head.en}") for head in sheet.heads])
    for row in sheet.rows:
        page.append([_cell(page, text, numeric=column in sheet.numeric) for column, text in enumerate(row)])


def _head(page: Worksheet, text: str) -> Cell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(page, value=text)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6ECF2")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(page: Worksheet, text: str, *, numeric: bool) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    match = _NUMBER.fullmatch(text) if numeric else None
    if match and len(text.lstrip("-0.").replace(".", "")) <= _DIGITS_KEPT:
        cell = WriteOnlyCell(page, value=Decimal(text))  # type: ignore[arg-type]  # written with its digits; the stubs do not know
        fraction = match["fraction"] or ""
        cell.number_format = "0." + "0" * len(fraction) if fraction else "0"
        return cell
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"  # a text that begins with "=" is what somebody entered, not a formula
    return cell


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
