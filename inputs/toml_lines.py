"""On which line of a TOML text a field stands, so that an error can name it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_PATH = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\s*({_PATH})\s*\]\s*(?:#.*)?")
_ROW = re.compile(rf"\s*\[\[\s*({_PATH})\s*\]\]\s*(?:#.*)?")
_KEY = re.compile(rf"\s*({_PATH})\s*=")
_PARTS = re.compile(_PART)


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of every table and key of a text, from 1; rows of an array of tables are counted from 0 in the path.

    What stands inside a table on one line, or inside a list, has the line of its key.
    """
    found: dict[tuple[str, ...], int] = {}
    rows: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if (row := _ROW.fullmatch(line)) is not None:
            array = _path(row[1])
            rows[array] = rows.get(array, -1) + 1
            table = (*array, str(rows[array]))
            found.setdefault(array, number)
        elif (head := _TABLE.fullmatch(line)) is not None:
            table = _path(head[1])
        elif (key := _KEY.match(line)) is not None:
            found.setdefault((*table, *_path(key[1])), number)
            continue
        else:
            continue
        found.setdefault(table, number)
    return found


def line_of(lines: dict[tuple[str, ...], int], where: Sequence[object]) -> int:
    """The line of a field, or of the nearest table that holds it; 1 where none is known.

    Args:
        lines: From `lines_of`.
        where: Names and numbers on the way to the field.
    """
    path = tuple(str(part) for part in where)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
        inner = [n for known, n in lines.items() if known[:length] == path[:length]]
        if inner:
            return min(inner)
    return 1


def _path(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PARTS.findall(text))
