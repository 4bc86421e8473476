"""Tables of a site as spreadsheets save them: the first line names the columns, in any order and with others between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from inputs.bounded import BadFile, read_bytes
from inputs.spreadsheets import decoded, rows_of
from records.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")
LARGEST: Final = 200_000_000
"""Bytes of a table; a month of quarters of an hour of a hundred meters has some 25 million."""


def table(
    path: Path, columns: Sequence[str], row: Callable[[int, list[str]], T], optional: Sequence[str] = ()
) -> Iterator[T]:
    """Every row of a table, as it is asked for.

    Args:
        path: The file.
        columns: Names of the columns that are wanted; others are left out.
        row: Makes something of the number of a line and its cells; raises `BadFile` where it cannot.
        optional: Columns that may be missing; their cells stand behind the others, empty where they are.

    Raises:
        RegisterError: The file cannot be used; the first line that is wrong is named.
    """
    try:
        for line, cells in _cells(path, columns, optional):
            yield row(line, cells)
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error


def _cells(path: Path, columns: Sequence[str], optional: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    rows = rows_of(decoded(read_bytes(path, LARGEST)))
    _, heads = next(rows, (0, []))
    named = [cell.strip() for cell in heads]
    if lacking := [column for column in columns if column not in named]:
        raise BadFile(f"line 1: these columns are missing: {', '.join(lacking)}")
    at = [named.index(column) if column in named else None for column in (*columns, *optional)]
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) != len(named):
            raise BadFile(f"line {line}: has {len(cells)} cells for {len(named)} columns")
        yield line, ["" if n is None else cells[n].strip() for n in at]
