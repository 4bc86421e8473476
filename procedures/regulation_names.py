"""Names of regulations as they are printed, and the same typed in a hurry.

``JJG 52-2013``, ``JJG(滇) 12-2020``, ``JJF 1070.1-2023``, ``OIML R 76:2006``, ``GB/T 17215.321-2021``, ``Orden ICT/155/2020``: a
number, and an edition, the year after the last hyphen, colon or slash. Blanks, case and the width of brackets do not
count when names are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_EDITION = re.compile(r"^(?P<number>.*\S)\s*(?P<separator>[-_—–:/])\s*(?P<year>(19|20)\d\d)$")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
"""Letters, digits and signs of full width, as a Chinese input method types them."""
_FOLDED = str.maketrans("（）—–：", "()--:")
_IGNORED = re.compile(r"[\s_]+")


class RegulationName(NamedTuple):
    """A name in its parts.

    Attributes:
        number: Number without the edition, as it was written.
        separator: What stands between number and edition; empty without an edition.
        edition: Year; empty where none was written.
    """

    number: str
    separator: str
    edition: str

    def names(self, number: str) -> bool:
        """Whether this is the number of a regulation, however it was typed."""
        return _folded(self.number) == _folded(number)


def parse_name(text: str) -> RegulationName:
    """The parts of a name.

    >>> parse_name("JJG(滇) 12-2020")
    RegulationName(number='JJG(滇) 12', separator='-', edition='2020')
    >>> parse_name("Orden ICT/155/2020")
    RegulationName(number='Orden ICT/155', separator='/', edition='2020')
    >>> parse_name("jjf1070.1").names("JJF 1070.1")
    True
    >>> parse_name("ＪＪＧ　５２－２０１３")
    RegulationName(number='JJG 52', separator='-', edition='2013')
    """
    plain = text.translate(_WIDE).strip()
    match = _EDITION.match(plain)
    if match is None:
        return RegulationName(plain, "", "")
    return RegulationName(match["number"].strip(), match["separator"], match["year"])


@lru_cache(1024)  # a name is compared with that of every edition
def _folded(number: str) -> str:
    return _IGNORED.sub("", number.translate(_FOLDED)).casefold()
