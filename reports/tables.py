"""A run as one flat table, for statistics in other programs."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from metrology.exact import plain
from records.durable_file import write_durably
from records.entries import Series
from records.spreadsheet import guarded
from reports.errors import BadExport
from reports.model import read_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

    from records.event import Event
    from reports.view import Conclusion, RunView

COLUMNS = (
    "run", "seq", "kind", "time", "elapsed", "address", "place", "place_unit", "item", "label_zh", "label_en",
    "quantity", "text", "value", "number", "unit", "outcome", "lower", "upper", "clause", "status", "role", "method",
    "driver", "how",
    "regulation", "subject", "serial", "simulated",
)  # fmt: skip
MOST_ROWS = 1_048_575
"""Rows of a sheet of a workbook, besides its head."""
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
FORMATS = (".csv", ".parquet", ".xlsx")


def export(events: Sequence[Event], path: Path) -> Path:
    """Write one row per observation and finding, one per point of a series, and one per value of each conclusion.

    `value` holds the digits as journaled; `number` the same as a binary float for statistics and plots (empty where the
    value is no number). Never compare `number` with a limit.

    Args:
        events: The journal of one run, finished or not.
        path: Where to; the suffix says the format: .csv (UTF-8 with byte order mark), .parquet or .xlsx.

    Returns:
        The path.

    Raises:
        BadExport: Another suffix, or more rows than a workbook has.
        BadJournal: The entries are not those of one run.
        OSError: The folder cannot be written to.
    """
    writer = path.suffix.lower()
    if writer not in FORMATS:
        raise BadExport(
            f"{path.name}: a table is written as {', '.join(FORMATS)}, not as {path.suffix or 'a file without suffix'}"
        )
    rows = table(events)
    if writer == ".xlsx" and len(rows) > MOST_ROWS:
        raise BadExport(f"{path.name}: a workbook has no room for {len(rows)} rows; write .csv or .parquet")
    write_durably(path, _content(rows, writer))
    return path


def table(events: Sequence[Event]) -> pd.DataFrame:
    """The rows of `export`, in the order of the journal."""
    import pandas as pd

    run = read_run(events)
    constant = {
        "run": run.run,
        "regulation": run.opened.regulation.id,
        "subject": run.opened.subject.name.zh,
        "serial": run.opened.subject.serial,
        "simulated": run.opened.simulated,
    }
    rows = sorted([*_observations(run), *_points(run), *_conclusions(run)], key=lambda row: int(row["seq"]))
    blank = dict.fromkeys(COLUMNS, "")
    whole = [{**blank, **row, **constant, "number": _number(str(row["value"]))} for row in rows]
    return pd.DataFrame(whole, columns=list(COLUMNS))


def _observations(run: RunView) -> Iterator[dict[str, str | int]]:
    for entry in run.observations:
        yield {
            "seq": entry.seq, "kind": entry.kind, "time": entry.time, "elapsed": entry.elapsed,
            "address": entry.address, "quantity": entry.address.rsplit("/", 1)[-1], "text": entry.text,
            "value": entry.value, "unit": entry.unit, "outcome": entry.text if entry.kind == "finding" else "",
            "role": entry.role, "method": entry.method, "driver": entry.driver, "how": entry.how,
        }  # fmt: skip


def _points(run: RunView) -> Iterator[dict[str, str | int]]:
    """Every point of every series, a row each behind that of the series."""
    for entry in run.observations:
        if not isinstance(entry.held, Series):
            continue
        series = entry.held
        for place, value in series.points():
            yield {
                "seq": entry.seq, "kind": "point", "time": entry.time, "address": entry.address,
                "quantity": entry.address.rsplit("/", 1)[-1], "place": plain(place), "place_unit": series.place_unit,
                "text": plain(value), "value": plain(value), "unit": series.unit, "role": entry.role,
                "method": entry.method, "driver": entry.driver, "how": entry.how,
            }  # fmt: skip


def _conclusions(run: RunView) -> Iterator[dict[str, str | int]]:
    for entry in run.conclusions:
        units = {c.key: c.unit for item in run.items if item.key == entry.item for c in item.columns}
        for key, value in (entry.values or {"": ""}).items():
            yield _conclusion(entry) | {"quantity": key, "text": value, "value": value, "unit": units.get(key, "")}


def _conclusion(entry: Conclusion) -> dict[str, str | int]:
    compared = entry.comparison
    lower, upper = (*(compared.limit if compared else ()), "", "")[:2]
    return {
        "seq": entry.seq, "kind": "conclusion", "address": entry.address, "item": entry.item,
        "label_zh": entry.label.zh, "label_en": entry.label.en, "outcome": str(entry.outcome),
        "lower": lower, "upper": upper, "clause": compared.clause if compared else "",
        "status": compared.status if compared else "",
    }  # fmt: skip


def _number(text: str) -> float:
    return float(text) if _PLAIN.fullmatch(text) else float("nan")


def _content(frame: pd.DataFrame, suffix: str) -> bytes:
    import pandas as pd

    if suffix == ".csv":
        safe = frame.map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
        return safe.to_csv(index=False).encode("utf-8-sig")
    target = io.BytesIO()
    if suffix == ".parquet":
        frame.to_parquet(target, index=False)
    else:
        with pd.ExcelWriter(target, engine="openpyxl") as book:
            frame.to_excel(book, index=False, sheet_name="run")
            _as_text(book.sheets["run"])
    return target.getvalue()


def _as_text(page: Worksheet) -> None:
    """Cells that openpyxl took for formulas are texts: nothing that was entered or measured is a formula."""
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
