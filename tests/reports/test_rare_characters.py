"""Characters that the usual fonts lack come from a font for rare ones where there is one, else they are named."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from msgspec import structs

from records.event import Event
from reports import fonts, glyphs
from reports.documents import write_documents
from reports.errors import MissingGlyph
from reports.glyphs import missing_glyphs
from tests.real_runs import setup_of

Run = Callable[..., list[Event]]
RARE = "\U0002b4a5"
"""A character of CJK extension C, as given names have them."""


def font(folder: Path, family: str) -> Path:
    """A font with that character only, a plain square."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "square"])
    made.setupCharacterMap({ord(RARE): "square"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 100)})
    made.setupHorizontalHeader(ascent=880, descent=-120)
    names = dict.fromkeys(("familyName", "fullName", "psName", "uniqueFontIdentifier"), family)
    made.setupNameTable({**names, "styleName": "Regular", "version": "1"})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    made.setupPost()
    folder.mkdir()
    made.save(folder / "rare.ttf")
    return folder


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts a folder with a font of a family beside the usual ones."""
    usual = fonts.font_folders()

    def give(family: str) -> None:
        glyphs._shown.cache_clear()
        folders = [*map(str, usual), str(font(tmp_path / family, family))]
        monkeypatch.setenv(fonts.VARIABLE, os.pathsep.join(folders))

    yield give
    glyphs._shown.cache_clear()


def of(scale: Run) -> list[Event]:
    subject = structs.replace(setup_of("JJG 539").opened.subject, client=f"王{RARE}")
    return scale(subject=subject)


def test_a_character_that_no_font_has_is_named(scale: Run, tmp_path: Path) -> None:
    assert missing_glyphs([f"王{RARE}"]) == RARE
    with pytest.raises(MissingGlyph, match=RARE):
        write_documents(of(scale), tmp_path / "out")


def test_a_font_for_rare_characters_shows_it(scale: Run, tmp_path: Path, named: Callable[[str], None]) -> None:
    named("HanaMinB")
    assert fonts.rare_families() == ["HanaMinB"]
    assert missing_glyphs([f"王{RARE}"]) == ""
    legal, *_ = write_documents(of(scale), tmp_path / "out")
    assert RARE in pypdf.PdfReader(legal).pages[0].extract_text()


def test_a_font_that_is_not_known_is_not_used(named: Callable[[str], None]) -> None:
    named("Fancy")
    assert fonts.rare_families() == []
    assert missing_glyphs([RARE]) == RARE
