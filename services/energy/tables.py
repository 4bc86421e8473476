"""CSV tables of a site: the first line names the columns, every line has as many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from inputs.bounded import BadFile, read_rows, read_text
from records.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")
LARGEST: Final = 200_000_000
"""Bytes of a table; a month of quarters of an hour of a hundred meters has some 25 million."""


def table(path: Path, columns: Sequence[str], row: Callable[[int, list[str]], T]) -> Iterator[T]:
    """Every row of a table, as it is asked for.

    Args:
        path: The file.
        columns: Names of its columns, in order.
        row: Makes something of the number of a line and its cells; raises `BadFile` where it cannot.

    Raises:
        RegisterError: The file cannot be used; the first line that is wrong is named.
    """
    try:
        for line, cells in _cells(path, columns):
            yield row(line, cells)
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error


def _cells(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    rows = read_rows(read_text(path, LARGEST))
    _, heads = next(rows, (0, []))
    if [cell.strip() for cell in heads] != list(columns):
        raise BadFile(f"line 1: the columns must be {', '.join(columns)}")
    for line, cells in rows:
        if not any(cells):
            continue
        if len(cells) != len(columns):
            raise BadFile(f"line {line}: has {len(cells)} cells for {len(columns)} columns")
        yield line, [cell.strip() for cell in cells]
