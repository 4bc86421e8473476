"""Whether every figure of a document stands in its original record: reads both files as a person would."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from records.errors import RegisterError
from records.register import LABORATORY, find_folder
from reports.pdfium import opened_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[\w.+\-]*\d[\w.+\-]*")
_FIGURE = re.compile(r"(?<![0-9A-Za-z)])[-]?\d+(?:\.\d+)?|\d+(?:\.\d+)?")
_PAGE = re.compile(r"第 ?\d+ ?页 ?共 ?\d+ ?页|Page \d+ of \d+")
_AXIS = re.compile(r"(?:-?\d+(?:\.\d+)?[ -]*)+")
AXIS = 7.8
"""Size of the figures along an axis, in points (`templates/curve.typ`); no table of results has figures of that size."""
_ENUMERATED = re.compile(r"^ *\d{1,2}\. ")


class Stranger(NamedTuple):
    """A figure of a document that the record does not have, with the page and the line where it stands."""

    page: int
    figure: str
    line: str


def strangers(document: Path, record: Path) -> list[Stranger]:
    """Every figure of a document that its original record does not have.

    Not counted are the numbers of pages and paragraphs, and what ``laboratory.toml`` says of the laboratory: its
    address and its telephone are no part of the record.

    Args:
        document: The PDF.
        record: The record, as PDF or CSV.
    """
    plain = record.read_text("utf-8-sig") if record.suffix == ".csv" else "\n".join(pages(record))
    known = f"{normal(plain)}\n{normal(_laboratory(document))}"
    return list(compare(pages(document), known))


def compare(of: list[str], known: str) -> Iterator[Stranger]:
    """The figures of pages that a text does not have.

    Args:
        of: The text of each page.
        known: The text of the record.
    """
    figures = set(figures_of(known))
    dense = re.sub(r"\s", "", known)
    for number, page in enumerate(of, 1):
        for raw in normal(page).splitlines():
            line = _ENUMERATED.sub("", _PAGE.sub("", raw))
            for word in _WORD.findall(line):
                if any(character.isalpha() for character in word) and word.strip(".+-") in dense:
                    continue
                yield from (
                    Stranger(number, figure, raw.strip()) for figure in figures_of(word) if figure not in figures
                )


def figures_of(text: str) -> list[str]:
    """The figures of a text: digits with their decimals, and the sign where one stands before them."""
    return _FIGURE.findall(text)


def normal(text: str) -> str:
    """A text with one form of each digit and sign."""
    return unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-").replace("\u2011", "-")


def pages(pdf: Path) -> list[str]:
    """The text of each page, without the figures along the axes of curves: they are no results."""
    with opened_pdf(pdf.read_bytes()) as document:
        return ["\n".join(_lines(page.get_textpage())) for page in document]


def _lines(page: Any) -> Iterator[str]:
    import pypdfium2.raw

    raw: Any = pypdfium2.raw

    line, sizes = "", set[float]()
    for n in range(page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(page.raw, n))
        if character in "\r\n":
            if line and not (sizes == {AXIS} and _AXIS.fullmatch(normal(line))):
                yield line
            line, sizes = "", set()
            continue
        line += character
        if not character.isspace():
            sizes.add(round(raw.FPDFText_GetFontSize(page.raw, n), 1))
    yield line


def _laboratory(near: Path) -> str:
    """What the laboratory says of itself, where the file lies in its folder, or where it is compared."""
    for place in (near.absolute(), Path.cwd() / "anything"):
        try:
            return (find_folder(place) / LABORATORY).read_text("utf-8")
        except RegisterError:
            continue
    return ""
