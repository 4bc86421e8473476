"""Codes that name organisations and places: unified social credit codes (GB 32100-2015), division codes (GB/T 2260).

The alphabet and the weights of the check character are in no source that was read here; they are given as known, and every
code of a register is checked by them.
"""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Characters of a unified social credit code, by value: digits and capitals without I, O, S, V and Z."""
MODULUS = 31
BASE = 3
LENGTH = 18
DIVISION = re.compile(r"[1-8]\d(\d\d){0,2}(\d{3}){0,2}")
"""Two digits for a province, four for a city, six for a county, nine for a township, twelve for a village."""
LEVELS = {"province": 2, "city": 4, "county": 6, "township": 9, "village": 12}
"""How many digits of a division code name a division of each level."""


def check_character(code: str) -> str:
    """The last character of a unified social credit code, from the 17 before it.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(ALPHABET.index(c) * pow(BASE, n, MODULUS) for n, c in enumerate(code[: LENGTH - 1]))
    return ALPHABET[-total % MODULUS]


def credit_code_problem(code: str) -> str:
    """What is wrong with a unified social credit code: ``length``, ``characters``, ``check``; empty for nothing."""
    if len(code) != LENGTH:
        return "length"
    if any(c not in ALPHABET for c in code):
        return "characters"
    return "" if check_character(code) == code[-1] else "check"


def is_division(code: str) -> bool:
    """Whether a text has the form of a division code of mainland China.

    >>> is_division("530102"), is_division("5301021")
    (True, False)
    """
    if not DIVISION.fullmatch(code):
        return False
    return len(code) in LEVELS.values()
