"""Digits as keyboards in China write them.

Only the full-width forms of the digits, the signs and the point are read as their ASCII twins. Other characters that
look like digits (``¹``, ``①``, Arabic-Indic digits) are footnotes and slips, and no number.
"""

from __future__ import annotations

import re

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．＋－−", "0123456789.+--")
_NUMERAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def full_width(text: str) -> str:
    """A text with its full-width digits, signs and points as their ASCII twins."""
    return text.translate(_FULL_WIDTH)


def numeral(text: str) -> str | None:
    """The number that a text is, in ASCII; None if it is none."""
    plain = full_width(text.strip())
    return plain if _NUMERAL.fullmatch(plain) else None
