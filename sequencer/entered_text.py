"""What a person types: reasons that are reasons, characters that can be kept."""

from __future__ import annotations

import re
import unicodedata

from inputs.digits import full_width

_NO_REASON = frozenset(
    {"y", "yes", "n", "no", "ok", "j", "ja", "si", "oui", "confirm", "confirmed", "right", "true", "none", "nil"}
    | {"是", "好", "对", "确认", "请确认", "正确", "行", "无", "可以", "没有"}
)
_DIFFERENT = 3  # letters, so that aaaa is none
_SHORTEST = 6  # letters; a Chinese character counts twice
_KEPT_CONTROLS = frozenset("\t\n")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def problem_of_reason(text: str) -> str:
    """Why a text cannot be the reason for keeping a doubtful value; empty when it can."""
    plain = text.strip()
    if re.fullmatch(r"[\s.,;:+\-−]*\d[\d\s.,;:+\-−]*", full_width(plain)):
        return f"the reason {plain!r} is a number; a decimal comma in the value? write a point as decimal sign"
    weight = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in plain if c.isalpha())
    different = len({c for c in plain if c.isalpha()})
    if plain.lower().rstrip(".!。！") in _NO_REASON or weight < _SHORTEST or different < _DIFFERENT:
        return f"{plain!r} is no reason; say in a few words why the value is right"
    return ""


def unprintable(text: str) -> str:
    """Which character of a text no document can show; empty when all can."""
    for c in text:
        if unicodedata.category(c) in _REFUSED and c not in _KEPT_CONTROLS:
            return f"holds the character U+{ord(c):04X}, which no document can show; remove it"
    return ""
