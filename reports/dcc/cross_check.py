"""Holds the DCC and the PDF of one run against each other, as an outsider reads both: every row, every figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports.dcc.opening import parsed
from reports.dcc.reading import read_tree
from reports.dcc.run_tables import NO_NUMBER, NOTHING
from reports.errors import DccFault
from reports.numerals import MINUS
from reports.read_back import page_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.dcc.model import Quantity, Table

_SPACE = re.compile(r"\s+")


def confirm_same(pdf: bytes, dcc: bytes) -> int:
    """Hold both against each other.

    Each point of the DCC must stand in the PDF as one row: its label and its figures in their order. The number of the
    document must be the same.

    Returns:
        How many figures were compared.

    Raises:
        DccFault: A row of the DCC does not stand in the PDF.
    """
    text, stated = "".join(page_texts(pdf)).replace(MINUS, "-"), read_tree(parsed(dcc))
    if stated.number not in text:
        raise DccFault(f"the DCC has the number {stated.number}, which the PDF does not show")
    compared, place = 0, 0
    for _, table in stated.tables():
        for row, spread in rows(table):
            found = max(text.find(wanted, place) for wanted in _ways(row, spread))
            if found < 0:
                said = " ".join([*row, *spread])
                raise DccFault(f"the PDF does not show what the DCC states in its order: {said}")
            place = found + 1
            compared += len(row) + len(spread)
    return compared


def rows(table: Table) -> Iterator[tuple[list[str], list[str]]]:
    """The points of a table: the texts of its columns, and U and k of the one that has them."""
    cells = [cell for quantity in table.quantities for cell in _columns(quantity)]
    spreads = [s for q in table.quantities for n in q.numbers if (s := n.spread) is not None]
    for place in range(max(map(len, cells), default=0)):
        row = [column[place] for column in cells if place < len(column)]
        uncertain = [values[place] for s in spreads for values in (s.values, s.k)]
        yield _stated(row), _stated(uncertain)


def _stated(texts: list[str]) -> list[str]:
    return [text for text in texts if text not in {NO_NUMBER, NOTHING}]


def _ways(row: list[str], spread: list[str]) -> Iterator[str]:
    """The row as the PDF may set it: U and k stand together, behind one of its columns."""
    for place in range(len(row), 0, -1):
        yield _SPACE.sub("", "".join([*row[:place], *spread, *row[place:]]))


def _columns(quantity: Quantity) -> Iterator[tuple[str, ...]]:
    if quantity.texts:
        yield quantity.texts
    for numbers in quantity.numbers:
        yield numbers.values
