"""Rows of a CSV file that another program writes, one line each, strictly."""

import csv

from drivers.codecs.numbers import Malformed


def fields(line: str, delimiter: str) -> list[str]:
    """Split one line; quoted fields may hold the delimiter, but no line break.

    Args:
        line: Without its line end.
        delimiter: One character.

    Raises:
        Malformed: Open or misplaced quotes, control characters.
    """
    if any(ord(character) < 0x20 and character != "\t" for character in line):
        raise Malformed(f"{line!r} holds control characters")
    try:
        rows = list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Malformed(f"{line!r}: {error}") from error
    return rows[0] if rows else []


def column(header: list[str], name: str) -> int:
    """Position of a column.

    Raises:
        Malformed: It is not there, or more than once.
    """
    if header.count(name) != 1:
        raise Malformed(f"the header has {header.count(name)} columns {name!r}: {', '.join(header)}")
    return header.index(name)


def cell(line: str, delimiter: str, width: int, position: int) -> str:
    """Content of one cell of a row.

    Raises:
        Malformed: Another number of fields than the header has.
    """
    found = fields(line, delimiter)
    if len(found) != width:
        raise Malformed(f"{line!r} has {len(found)} fields, the header has {width}")
    return found[position]
