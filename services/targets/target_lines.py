"""On which line of a TOML file a table or a key stands, so that a message can name it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
KEY = re.compile(r"^\s*([A-Za-z0-9_\"'-]+)\s*=")


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of every table and key, by its path; tables of a list have their number from 1 in it."""
    found: dict[tuple[str, ...], int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := HEADER.match(line):
            table = tuple(part.strip().strip("\"'") for part in head[2].split("."))
            if head[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                table = (*table, str(counts[table]))
            found.setdefault(table, number)
        elif key := KEY.match(line):
            found.setdefault((*table, key[1].strip("\"'")), number)
    return found


def line_at(found: dict[tuple[str, ...], int], path: Sequence[str]) -> int:
    """The line of a key, or of the nearest table around it; 1 for neither."""
    for end in range(len(path), 0, -1):
        if (number := found.get(tuple(path[:end]))) is not None:
            return number
    return 1
