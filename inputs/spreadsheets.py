"""Tables as spreadsheets, balances and other software write them: the one reader of CSV files that people save."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from inputs.bounded import BadFile, read_bytes, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENCODINGS = ("utf-8-sig", "gb18030")


def read_cells(path: Path) -> list[tuple[int, list[str]]]:
    """Rows that hold something, each with the number of the line on which it ends.

    Args:
        path: The file: CSV with commas, semicolons or tabs; UTF-8, UTF-16 with its mark, or GB 18030.

    Raises:
        BadFile: It cannot be read.
    """
    return [(line, cells) for line, cells in cells_of(decoded(read_bytes(path))) if any(cell.strip() for cell in cells)]


def decoded(data: bytes) -> str:
    """The text of a file.

    Raises:
        BadFile: It is in another encoding.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile("is neither UTF-8 nor UTF-16 nor GB 18030 text; save it as CSV UTF-8")


def cells_of(text: str) -> list[tuple[int, list[str]]]:
    """Every row, separated by the sign that is most frequent in the first.

    Raises:
        BadFile: As `inputs.bounded.read_rows`.
    """
    return list(rows_of(text))


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The same, one row after the other.

    Raises:
        BadFile: As `inputs.bounded.read_rows`.
    """
    end = min((at for at in (text.find("\n"), text.find("\r")) if at >= 0), default=len(text))
    return read_rows(text, max(",;\t", key=text[:end].count))
