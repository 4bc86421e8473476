"""A serial number or client that a spreadsheet program would run as a formula is text in every table."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

SERIALS = ["=1+1", "+SUM(A1)", "-2+3", "@A1", "=HYPERLINK(CHAR(97),1)"]


def formulas(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [c.coordinate for page in book for row in page.iter_rows() for c in row if c.data_type == "f" or c.hyperlink]


def runnable(path: Path) -> list[str]:
    cells = [c for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for c in row]
    return [
        c
        for c in cells
        if c.startswith(("=", "+", "-", "@", "\t", "\r")) and not c.lstrip("+-").replace(".", "").isdigit()
    ]


@pytest.mark.parametrize("serial", SERIALS)
def test_no_table_holds_a_formula(lab: Any, serial: str) -> None:
    lab.edit("subjects/gauge.toml", ('serial = "', f'serial = "{serial}'))
    form = lab.form("JJG 52", {})
    assert runnable(form) == []
    assert lab.run("JJG 52", "--readings", form).code == 0
    folder = lab.folder / "documents"
    assert lab("report", "last", "-o", folder).code == 0
    for suffix in ("csv", "xlsx"):
        assert lab("export", "last", "-o", folder / f"export.{suffix}").code == 0
    written = [*folder.rglob("*.csv"), *folder.rglob("*.xlsx")]
    assert len(written) == 4
    for path in written:
        assert (runnable if path.suffix == ".csv" else formulas)(path) == [], path.name
