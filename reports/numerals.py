"""Numbers as they are set in a document: the digits received, a true minus sign, decimals under each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MINUS = "\N{MINUS SIGN}"
_HYPHEN_AS_SIGN = re.compile(r"(?<![0-9A-Za-z)\]])-(?=[0-9.])")
_NUMBER = re.compile(r"[±+\-−]?\d+(\.(?P<fraction>\d+))?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `pad` is what would have to follow for the decimals to stand under each other (set invisibly)."""

    text: str
    pad: str
    number: bool


def with_minus(text: str) -> str:
    """The text with hyphens that serve as a sign replaced by U+2212; ranges and names keep theirs.

    >>> with_minus("|-0.5| ≤ 2.5, JJG 539-2016")
    '|−0.5| ≤ 2.5, JJG 539-2016'
    """
    return _HYPHEN_AS_SIGN.sub(MINUS, text)


@lru_cache(maxsize=65536)
def width(text: str) -> int:
    """Width of a text in half-width characters."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def column(values: Sequence[str]) -> list[Cell]:
    """The cells of one column; numbers get the padding that aligns their decimals, other texts stay as they are."""
    fractions = [match["fraction"] for value in values if (match := _NUMBER.fullmatch(value))]
    longest = max((len(fraction) for fraction in fractions if fraction), default=0)
    return [_cell(value, longest) for value in values]


def _cell(value: str, longest: int) -> Cell:
    match = _NUMBER.fullmatch(value)
    if match is None:
        return Cell(with_minus(value), "", number=False)
    fraction = match["fraction"] or ""
    point = "." if longest and not fraction else ""
    return Cell(with_minus(value), point + "0" * (longest - len(fraction)), number=True)
