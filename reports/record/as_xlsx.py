"""The original record as a workbook: one sheet per table, numbers as numbers that show the digits received."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from reports.numerals import width
from reports.record.rows import sheets
from reports.record.workbook import Page, workbook

if TYPE_CHECKING:
    from reports.record.sheet import Sheet
    from reports.view import RunView

_WIDEST = 60


def record_xlsx(run: RunView) -> bytes:
    """The workbook; the same run gives the same bytes."""
    moment = datetime.fromisoformat(run.finished).replace(tzinfo=None, microsecond=0)
    return workbook([page_of(sheet) for sheet in sheets(run)], moment)


def page_of(sheet: Sheet) -> Page:
    """A table as a sheet of a workbook."""
    heads = [f"{head.zh}\n{head.en}" for head in sheet.heads]
    columns = ((head.zh, head.en, *(row[place] for row in sheet.rows)) for place, head in enumerate(sheet.heads))
    widths = [min(max(map(width, column)) + 2, _WIDEST) for column in columns]
    return Page(f"{sheet.name.zh} {sheet.name.en}", heads, sheet.rows, sheet.numeric, widths)
