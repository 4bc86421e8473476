"""A series in a file: two columns, place and value, as spreadsheets and data loggers write them."""

from __future__ import annotations

import re
from decimal import Decimal

from inputs.bounded import MOST_DIGITS, BadFile, clip

MOST_POINTS = 1_000_000
_NUMBER = re.compile(rf"[+-]?(\d{{1,{MOST_DIGITS}}}(\.\d{{0,{MOST_DIGITS}}})?|\.\d{{1,{MOST_DIGITS}}})", re.ASCII)


def read_points(text: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """Points of a series: one a line, two numbers with a comma, a semicolon or a tab between; a head is skipped.

    Raises:
        BadFile: A line is no point, the places do not ascend, or there are none or too many.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if lines and not re.search(r"^\s*[+-]?\.?\d", lines[0][1]):
        lines = lines[1:]
    if not lines:
        raise BadFile("holds no points; write two columns, place and value")
    if len(lines) > MOST_POINTS:
        raise BadFile(f"holds {len(lines)} points, more than {MOST_POINTS}")
    points: list[tuple[Decimal, Decimal]] = []
    for number, line in lines:
        cells = [cell.strip() for cell in re.split(r"[,;\t]", line)]
        if len(cells) != 2 or not all(_NUMBER.fullmatch(cell) for cell in cells):
            raise BadFile(f"line {number}: {clip(line, 60)} is not two numbers")
        place, value = map(Decimal, cells)
        if points and place <= points[-1][0]:
            raise BadFile(f"line {number}: {place} does not follow {points[-1][0]}")
        points.append((place, value))
    return tuple(points)
