"""`steelyard statistics`: a month of the laboratory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from reports.record.sheet import Sheet


def statistics(
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM")],
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Show a month: runs, pass rates as found and as left, failed items, use of standards, capability; PDF and XLSX."""
    from console.catalogue import register_messages as m
    from console.cli.screen import print_json, tell
    from console.language import localised
    from reports.statistics import sheets
    from services.statistics.documents import write_statistics
    from services.statistics.month import monthly

    found = monthly(store, month)
    written = write_statistics(found, output) if output is not None else []
    if json:
        print_json({**found, "written": [str(path) for path in written]})
        return
    for sheet in sheets(found):
        if sheet.rows:
            _show(sheet)
    tell(m.DEFINITION, text=localised(found["definition"]))
    for path in written:
        typer.echo(path)


def _show(sheet: Sheet) -> None:
    from console.cli.screen import plain, print_table
    from console.language import localised

    lines = [[plain(cell) for cell in row] for row in sheet.rows]
    print_table(localised(sheet.name), [localised(head) for head in sheet.heads], lines)
