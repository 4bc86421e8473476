"""When two nameplates name one instrument, although they are not spelt alike.

Blanks, case, full-width forms, kinds of hyphens and characters that nobody sees are spelling. A maker or a model that
is abbreviated in one of the two is still the same: runs of one instrument must not look like runs of two because a word
was left out. Other makers, and other models of one maker, may have the same serial number.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records.entries import Subject

_SHORTEST = 2
"""Characters of the shortest abbreviation."""


@lru_cache(maxsize=4096)
def spelt(text: str) -> str:
    """A text without what is only spelling.

    >>> spelt("ＷＭ–2026 0001") == spelt("wm-20260001")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kinds = ((c, unicodedata.category(c)) for c in plain)
    return "".join("-" if kind == "Pd" else c for c, kind in kinds if not c.isspace() and kind != "Cf")


def same_instrument(a: Subject, b: Subject) -> bool:
    """Whether two nameplates are of one instrument: the same serial number, and maker and model as far as they say."""
    return spelt(a.serial) == spelt(b.serial) and _alike(a.maker, b.maker) and _alike(a.model, b.model)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((spelt(one), spelt(other)), key=len)
    return short == long or (len(short) >= _SHORTEST and short in long)
