"""A table of readings of a sample, from a balance's printer, a spreadsheet or other software: one row per package.

Columns are found by their names, in Chinese or English, with a unit where it is not that of the form: ``gross (kg)``,
``总重/kg``. A column ``number`` says which package of the sample a row is; without it the rows are taken in order. Of
the other columns any may be missing or have empty cells, such as the packaging of the eleventh package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inputs.bounded import BadFile
from inputs.digits import full_width, numeral
from inputs.spreadsheets import read_cells
from records.errors import RegisterError

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = {
    "number": ("number", "no", "package", "n", "序号", "编号", "件号", "样品号"),
    "gross": ("gross", "总重", "毛重"),
    "tare": ("tare", "packaging", "皮重", "包装质量"),
    "net": ("net", "净重"),
    "content": ("content", "实际含量", "净含量", "含量"),
    "sieve": ("sieve", "空筛", "筛质量"),
    "drained": ("drained", "沥干后", "沥干后与筛的质量"),
    "product_density": ("density", "product_density", "密度"),
}
"""Columns of a table, each with the names that it may have."""
_BY_NAME: Final = {name: key for key, names in NAMES.items() for name in names}
_HEADER = re.compile(r"(?P<name>.*?)\s*(?:[(（/]\s*(?P<unit>[^()（）]+?)\s*[)）]?)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A reading of a table.

    Attributes:
        file, line, column: Where it stands, the column as its header is written.
        key: What it is, a key of `NAMES`.
        number: Number of the package in the sample, from 1.
        text: The digits as written, full-width ones as ASCII.
        unit: Unit of its column; empty where the header states none.
    """

    file: str
    line: int
    column: str
    key: str
    number: int
    text: str
    unit: str


def read_table(path: Path, only: str = "") -> list[Cell]:
    """Every reading of a table.

    Args:
        path: The file: CSV with commas, semicolons or tabs; UTF-8, UTF-16 with its mark, or GB 18030.
        only: What a file of one column without a header holds; empty for a table with a header.

    Raises:
        RegisterError: It cannot be used; every problem is named with its line and column.
    """
    try:
        lines = read_cells(path)
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    if not lines:
        raise RegisterError(path, ["is empty"])
    if only:
        headers, body = [only], lines
        if wide := [line for line, cells in lines if len(cells) > 1]:
            raise RegisterError(path, [f"line {wide[0]}: a file of one column has one number in each line"])
    else:
        headers, body = [cell.strip() for cell in lines[0][1]], lines[1:]
    columns, problems = _columns(headers, lines[0][0])
    found: list[Cell] = []
    for place, (line, cells) in enumerate(body, 1):
        if len(cells) != len(headers):
            problems.append(
                f"line {line}: {len(cells)} cells under {len(headers)} columns; a decimal or thousands comma? write a "
                "point as decimal sign"
            )
            continue
        found += _cells(path.name, line, place, cells, columns, problems)
    problems += _twice(found)
    if not problems and not found:
        problems.append("holds no reading")
    if problems:
        raise RegisterError(path, problems[:20])
    return found


def _columns(headers: list[str], line: int) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Header, key and unit of each column; an empty key for one without a name."""
    columns: list[tuple[str, str, str]] = []
    problems: list[str] = []
    for header in headers:
        found = _HEADER.fullmatch(header)
        name = " ".join((found["name"] if found else header).lower().split())
        key = _BY_NAME.get(name, "")
        if not key and header:
            known = ", ".join(NAMES)
            problems.append(f"line {line}: column {header!r} is not known; known are {known}")
        if key and key in {k for _, k, _ in columns}:
            problems.append(f"line {line}: column {header!r}: {key} stands more than once; keep one")
        columns.append((header, key, found["unit"] or "" if found else ""))
    if not problems and not {key for _, key, _ in columns} - {"", "number"}:
        problems.append(f"line {line}: no column with readings; write the names of the columns in the first line")
    return columns, problems


def _cells(
    file: str, line: int, place: int, cells: list[str], columns: list[tuple[str, str, str]], problems: list[str]
) -> list[Cell]:
    """The readings of a row."""
    number = place
    for (header, key, _), cell in zip(columns, cells, strict=True):
        if key == "number":
            text = full_width(cell).strip()
            if not (text.isascii() and text.isdigit() and int(text) >= 1):
                problems.append(
                    f"line {line}, column {header!r}: {cell.strip()!r} is no number of a package: 1, 2, 3 …"
                )
                return []
            number = int(text)
    found = []
    for (header, key, unit), cell in zip(columns, cells, strict=True):
        if key in {"", "number"} or not cell.strip():
            continue
        if (digits := numeral(cell)) is None:
            remedy = "write a point as decimal sign, and the unit in the name of the column"
            problems.append(f"line {line}, column {header!r}: {cell.strip()!r} is not a number; {remedy}")
            continue
        found.append(Cell(file, line, header, key, number, digits, unit))
    return found


def _twice(cells: list[Cell]) -> list[str]:
    seen: dict[tuple[str, int], Cell] = {}
    problems = []
    for cell in cells:
        first = seen.setdefault((cell.key, cell.number), cell)
        if first is not cell:
            problems.append(
                f"line {cell.line}, column {cell.column!r}: package {cell.number} stands in line {first.line} already"
            )
    return problems
