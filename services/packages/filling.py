"""Tables of readings written into an empty record form; nothing else of the form is changed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from inputs.bounded import BadFile, read_bytes
from inputs.spreadsheets import cells_of, decoded
from metrology.exact import plain
from metrology.units import UnitError, convert
from records.durable_file import write_durably
from records.errors import RegisterError
from records.spreadsheet import guarded
from sequencer.form.reading import read_form
from services.packages.reading_table import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sequencer.form.reading import Form
    from services.packages.reading_table import Cell


def fill(form: Path, tables: Sequence[tuple[Path, str]]) -> int:
    """Write the readings of tables into a form; returns how many.

    The form is written whole or not at all.

    Args:
        form: A form of `steelyard form`.
        tables: Tables, each with what a file of one column holds; see `read_table`.

    Raises:
        FormError: The form cannot be read.
        RegisterError: A table cannot be used, or holds a reading that the form does not ask for; every problem is named
            with its line and column.
    """
    known = read_form(form)
    places = {tuple(address.split("/")[-2:]): address for address in known.rows}
    values: dict[str, str] = {}
    for path, only in tables:
        problems: list[str] = []
        for cell in read_table(path, only):
            address = places.get((str(cell.number), cell.key))
            if address is None:
                problems.append(_unasked(cell, places))
                continue
            problem, text = _value(cell, known, address, values)
            if problem:
                problems.append(problem)
            values[address] = text
        if problems:
            raise RegisterError(path, problems[:20])
    write_durably(form, _written(form, values).encode("utf-8-sig"))
    return len(values)


def _value(cell: Cell, known: Form, address: str, values: dict[str, str]) -> tuple[str, str]:
    """What is wrong with a reading, and its digits in the unit of the form."""
    row, at = known.rows[address], _place(cell)
    text = cell.text
    if cell.unit and cell.unit != row.unit:
        try:
            text = plain(convert(cell.text, cell.unit, row.unit))
        except UnitError as error:
            return f"{at}: {error}", text
    if address in values:
        return f"{at}: package {cell.number} stands in another table already", text
    if row.value not in {"", text}:
        return (
            f"{at}: the form has {row.value!r} for package {cell.number} already; empty that row, or correct the table",
            text,
        )
    return "", text


def _unasked(cell: Cell, places: dict[tuple[str, ...], str]) -> str:
    """A reading that no row of the form is for."""
    at = _place(cell)
    numbers = sorted(int(number) for number, key in places if key == cell.key and number.isdigit())
    if not numbers:
        asked = sorted({key for _, key in places if key in {"gross", "tare", "net", "sieve", "drained", "content"}})
        return f"{at}: the form does not ask for {cell.key}; it asks for {', '.join(asked)}"
    return f"{at}: the form has no package {cell.number} for {cell.key}; it has {numbers[0]} to {numbers[-1]}"


def _place(cell: Cell) -> str:
    return f"line {cell.line}, column {cell.column!r}"


def _written(form: Path, values: dict[str, str]) -> str:
    """The form as it was, with values in their rows."""
    try:
        lines = [cells for _, cells in cells_of(decoded(read_bytes(form)))]
    except BadFile as error:
        raise RegisterError(form, [str(error)]) from error
    header = [cell.strip() for cell in lines[0]]
    address, value = header.index("address"), header.index("value")
    out = io.StringIO()
    for cells in lines:
        found = values.get(cells[address].strip()) if len(cells) > max(address, value) else None
        if found is not None:
            cells[value] = guarded(found)
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue()
