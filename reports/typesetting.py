"""Typst: from the data of a document to the bytes of a PDF/A-3b file."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reports.errors import MissingFont, MissingGlyph, TemplateFault
from reports.fonts import fonts, remedy
from reports.letterhead import lay_out, letterhead
from reports.look import LOOK, look
from reports.world import world

if TYPE_CHECKING:
    from collections.abc import Mapping


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    time: str,
    record: bytes = b"",
    dcc: bytes = b"",
    pictures: Mapping[str, bytes] | None = None,
    tagged: bool = True,
) -> bytes:
    """A PDF/A-3b file; the same data give the same bytes.

    Args:
        template: Name of a file in `reports/templates`.
        data: What the template prints: JSON values, numbers as text.
        time: Time stamp of the document, ISO 8601 with offset: that of the run, never of the printing.
        record: The original record as UTF-8 CSV, attached to the document as `record.csv` where it is not empty.
        dcc: The digital calibration certificate, attached as `dcc.xml` where it is not empty.
        pictures: Pictures by the path under which `data` names them.
        tagged: Whether the file says which text is a heading, a cell, a row, for a program that reads aloud. Such tags
            are two thirds of a long record.

    Raises:
        MissingFont: The Chinese fonts are not on this machine.
        MissingGlyph: A text holds a character the fonts cannot show.
        TemplateFault: The template does not compile.
    """
    import typst

    own = letterhead()
    content = json.dumps({**data, "logo": own.logo}, ensure_ascii=False)
    how = {"record": bool(record), "dcc": bool(dcc), "own_head": own.own_template}
    files = {
        "data.json": content.encode(),
        "head.json": json.dumps({key: data.get(key) for key in ("title", "number")}, ensure_ascii=False).encode(),
        LOOK: look(data.get("language", "both"), data.get("words", {}), content, **how),
        "record.csv": record,
        "dcc.xml": dcc,
        **(pictures or {}),
    }
    moment = datetime.fromisoformat(time).replace(microsecond=0)  # Typst takes whole seconds only
    with world(files, kept=own.folder is None) as place:
        lay_out(place.root, own, data.get("laboratory", {}), fonts(), data.get("language", "both"))
        try:
            pdf, warnings = place.compiler(template).compile_with_warnings(
                format="pdf", pdf_standards=["a-3b"], timestamp=moment, pdf_tags=tagged
            )
        except typst.TypstError as error:
            raise _explained(error) from error
    unknown = [str(warning) for warning in warnings if "unknown font" in str(warning)]
    if unknown:
        raise MissingFont(f"{unknown[0]}. {remedy()}")
    assert isinstance(pdf, bytes)  # noqa: S101 one PDF of all pages, never a list as for images
    return pdf


def _explained(error: Exception) -> MissingGlyph | TemplateFault:
    message = str(error)
    glyph = re.search(r"the text (?P<text>.+?) could not be displayed", message)
    if glyph:
        return MissingGlyph(
            f"the fonts have no glyph for {glyph['text']}; correct that text, or put a font folder that has it into"
            f" STEELYARD_FONTS. Nothing was printed."
        )
    return TemplateFault(f"a template does not compile: {message}")
