"""The documents look as they looked when somebody last looked at them, and an independent program takes them for PDF/A.

`tests.pictures` says how the pictures are renewed.
"""

import shutil
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from PIL import Image, ImageChops

from tests.pictures import SQUARES, different_squares, hold
from tests.reports.pdf_a import EVERY_PEER, failures
from tests.reports.picture_set import FOLDER, PAGES, file_of, made, picture

STORED = [(name, page) for name, pages in PAGES.items() for page in pages]
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None and not EVERY_PEER, reason="apt-get install poppler-utils"
)


@pytest.mark.systems
@needs_poppler
@pytest.mark.parametrize(("name", "page"), STORED)
def test_a_document_looks_as_it_did(name: str, page: int) -> None:
    assert hold(picture(made(name), page), file_of(name, page), shrink=1) == ""
    with Image.open(file_of(name, page)) as kept:
        assert len(different_squares(ImageChops.offset(kept.convert("L"), 0, 4), kept)) > SQUARES


def test_the_pictures_are_those_of_the_set_and_small() -> None:
    files = list(FOLDER.glob("*.png"))
    assert {path.name for path in files} == {file_of(name, page).name for name, page in STORED}
    assert sum(path.stat().st_size for path in files) < 400_000


@pytest.mark.parametrize("name", PAGES)
def test_an_independent_program_takes_it_for_pdf_a(name: str) -> None:
    assert failures(made(name)) == []


@pytest.mark.parametrize("name", ["certificate-zh", "certificate-en"])
def test_the_widths_of_the_pdf_are_those_of_its_fonts(name: str) -> None:
    found = list(widths(made(name)))
    assert len(found) > 100
    assert [(name, stated, drawn) for name, stated, drawn in found if abs(stated - drawn) > 1] == []


def widths(pdf: bytes) -> Iterator[tuple[str, float, float]]:
    """Name, width in the PDF and width in the embedded font, of each glyph of the Chinese fonts."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    objects = (reader.get_object(n) for n in range(1, reader.trailer["/Size"]))
    for font in (o for o in objects if isinstance(o, dict) and o.get("/Subtype") == "/CIDFontType0"):
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(font["/FontDescriptor"]["/FontFile3"].get_data()), None)
        top = fonts[fonts.fontNames[0]]
        stated = dict(_stated(font["/W"]))
        for number, name in enumerate(top.charset):
            glyph = top.CharStrings[name]
            glyph.draw(NullPen())
            yield name, float(stated.get(number, font.get("/DW", 1000))), float(glyph.width)


def _stated(row: Any) -> Iterator[tuple[int, float]]:
    """The widths of a PDF: ``first last width`` or ``first [width …]``."""
    parts = [part.get_object() for part in row]
    while parts:
        first, second = int(parts.pop(0)), parts.pop(0)
        if isinstance(second, list):
            yield from ((first + n, float(width)) for n, width in enumerate(second))
        else:
            width = float(parts.pop(0))
            yield from ((number, width) for number in range(first, int(second) + 1))
