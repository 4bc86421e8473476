"""Whether documents could be made for a run, asked before it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import to_builtins

from messages import chinese
from metrology.text import Text
from reports.glyphs import missing_glyphs, texts_of
from sequencer.entered_text import unprintable
from sequencer.errors import Refused

if TYPE_CHECKING:
    from records.entries import Opened


def refuse_unprintable(opened: Opened) -> None:
    """Refuse a run for which no document could be made.

    Raises:
        Refused: A name, a serial number or a reason holds a character that the fonts of the documents lack.
    """
    printed = (opened.subject, opened.nameplate, opened.laboratory, opened.people, opened.overrides)
    missing = missing_glyphs([*texts_of(to_builtins(printed)), opened.order, opened.batch])
    if hidden := {said for text in texts_of(to_builtins(printed)) if (said := unprintable(text))}:
        raise Refused([Text(chinese(said), said) for said in sorted(hidden)])
    if missing:
        named = ", ".join(f"{c} U+{ord(c):04X}" for c in missing)
        zh = f"文件字体缺少字符 {named}，无法出具文件；请更正铭牌、人员或机构信息，或在 STEELYARD_FONTS 中加入含该字的字体"
        en = f"the fonts of the documents lack {named}; correct the nameplate or the register, or add a font to STEELYARD_FONTS"
        raise Refused([Text(zh, en)])
