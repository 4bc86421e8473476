"""Whether documents can show what a person writes, asked before it is journaled."""

from __future__ import annotations

from metrology.text import Text
from reports.glyphs import missing_glyphs
from sequencer.entered_text import unprintable

UNFIT = Text("文件无法显示 {missing}；请换一种写法", "no document can show {missing}; write it otherwise")


def unfit(text: str) -> Text | None:
    """Why no document could show a text; None where every document can."""
    missing = "".join(c for c in text if unprintable(c)) or missing_glyphs((text,))
    return Text(*(form.format(missing=repr(missing)) for form in UNFIT)) if missing else None
