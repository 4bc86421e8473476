"""Reading a filled-in form strictly: what could be misread is refused, every problem at once.

An unquoted decimal or thousands comma shifts the cells of its row: ``1,25`` would be the value 1 with the reason 25. So
a row has exactly as many cells as the header, a column stands once, and a reason is words, not a number.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inputs.bounded import BadFile, read_bytes
from inputs.spreadsheets import cells_of, decoded
from records.spreadsheet import unguarded
from sequencer.entered_text import problem_of_reason, unprintable
from sequencer.form.errors import FormError
from sequencer.form.identity import FormIdentity, identity_of

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = ("address", "value")


@dataclass(frozen=True, slots=True)
class Row:
    """One filled-in row."""

    line: int
    unit: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form.

    Attributes:
        identity: What it was made for.
        rows: Its rows by address.
    """

    identity: FormIdentity
    rows: dict[str, Row]


def read_form(path: Path) -> Form:
    """Read a filled-in form.

    Raises:
        FormError: The file cannot be read, or its rows and columns are not those of a form; every problem is named.
    """
    try:
        lines = cells_of(decoded(read_bytes(path)))
    except BadFile as error:
        raise FormError(path, [str(error)]) from error
    header = [cell.strip() for cell in lines[0][1]] if lines else []
    problems = [
        f"line 1: column {c!r} is missing; `steelyard form` writes an empty form" for c in NEEDED if c not in header
    ]
    repeated = [name for name, n in Counter(header).items() if name and n > 1]
    problems += [f"line 1: column {name!r} stands more than once; keep one" for name in repeated]
    if problems:
        raise FormError(path, problems)
    rows: dict[str, Row] = {}
    marked: dict[str, str] = {}
    for line, cells in lines[1:]:
        if cells and cells[0].lstrip().startswith("#"):
            marked[cells[0].strip()] = unguarded(cells[1]) if len(cells) > 1 else ""
        elif any(cell.strip() for cell in cells):
            problems += _enter(rows, line, cells, header)
    try:
        identity = identity_of(marked)
    except ValueError as error:
        raise FormError(path, [str(error), *problems]) from error
    if problems:
        raise FormError(path, problems)
    return Form(identity, rows)


def _enter(rows: dict[str, Row], line: int, cells: list[str], header: list[str]) -> list[str]:
    """Put a row among the others; what is wrong with it."""
    if len(cells) > len(header):
        shifted = f"{len(cells)} cells under {len(header)} columns; a decimal or thousands comma?"
        remedy = "write a point as decimal sign, and a text with a comma in quotation marks"
        return [f"line {line}: {cells[0]}: {shifted} {remedy}"]
    named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
    address = named.get("address", "")
    if not address:
        return [f"line {line}: the address is missing; restore the row as `steelyard form` wrote it"]
    if address in rows:
        return [f"line {line}: {address}: stands in line {rows[address].line} already; keep one"]
    reason = named.get("reason", "")
    unit = next((text for name, text in named.items() if name.endswith("unit")), "")
    rows[address] = Row(line, unit, named.get("value", ""), reason)
    found = [
        problem_of_reason(reason) if reason else "",
        *(unprintable(text) for text in (rows[address].value, reason)),
    ]
    return [f"line {line}: {address}: {problem}" for problem in found if problem]
