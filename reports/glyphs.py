"""Which characters the fonts of the documents cannot show, asked before anything is measured."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reports.errors import MissingFont
from reports.fonts import SANS, SERIF, fonts, rare_families

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_USUAL = re.compile("[\t\n\x20-\x7e\u00b0-\u00b7\u2013-\u2019\u3000-\u3002\u4e00-\u9fa5\uff01-\uff5e]*")
_SET_SMALL = re.compile("[⁰¹²³⁴-⁹⁺⁻ⁿ₀-₉₊₋ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ]")
"""Raised and lowered characters, which `templates/style.typ` sets as small ones whatever the font has."""
_PAGE = "#set text(font: ({font}), fallback: false)\n#json(bytes(sys.inputs.text))"


def missing_glyphs(texts: Iterable[str]) -> str:
    """Characters of some texts that no document can show, each once; empty where the fonts are not on this machine."""
    unusual = dict.fromkeys(c for text in texts if not _USUAL.fullmatch(text) for c in text if not _USUAL.fullmatch(c))
    return "".join(c for c in unusual if not (_SET_SMALL.fullmatch(c) or _shown(c)))


def texts_of(value: Mapping[str, Any] | Sequence[Any] | str | object) -> list[str]:
    """Every text in nested tables and lists."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_of(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts_of(inner)]
    return []


@cache
def _shown(character: str) -> bool:
    import typst

    try:
        families = '"{}",' + "".join(f'"{family}",' for family in rare_families())
        for font in (SERIF, SANS):
            typst.compile(
                _PAGE.format(font=families.format(font)).encode(),
                font_paths=fonts(), ignore_system_fonts=True, format="pdf",
                pdf_standards=["a-3b"], sys_inputs={"text": json.dumps(character)},
            )  # fmt: skip
    except MissingFont:
        return True
    except typst.TypstError:
        return False
    return True
