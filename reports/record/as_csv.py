"""The original record as CSV, for any program: UTF-8 with a byte order mark, so that Excel shows the Chinese."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from records.spreadsheet import guarded
from reports.record.rows import sheets

if TYPE_CHECKING:
    from reports.view import RunView

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def record_csv(run: RunView) -> bytes:
    """All sheets one under another, each under a line with its name, a blank line between; texts are guarded."""
    target = io.StringIO()
    writer = csv.writer(target)
    for number, sheet in enumerate(sheets(run)):
        if number:
            writer.writerow([])
        writer.writerow([f"# {sheet.name.zh} {sheet.name.en}"])
        writer.writerow([f"{head.zh} {head.en}" for head in sheet.heads])
        writer.writerows([guarded(cell) for cell in row] for row in sheet.rows)
    return (BYTE_ORDER_MARK + target.getvalue()).encode()
