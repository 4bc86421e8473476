"""Sartorius SBI: lines of 16 characters, or of 22 with an identification in front (CR LF counted).

GC803S manual p. 57, CPA manual p. 57, LE2202S manual p. 51, Combics 1 manual p. 98: position 1 sign, 2 blank, 3–10
value with leading blanks, 11 blank, 12–14 unit (blank while the value is not stable), then CR LF. With brackets
around the last digit, `123.5[6]`, the balance says that it is not verified: it may be read, but not used for a legal
result. Special lines: `H` overload, `L` underload, `C` calibration, `Err ###`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, Refused, decimal_number

_VALUE = re.compile(
    r"(?P<sign>[+ -]) *(?P<value>[0-9]+(?:\.[0-9]*)?)(?P<open>\[[0-9]+\])? *(?P<unit>[A-Za-z%/]{0,3}) *",
)
_ERROR = re.compile(r"Err +(?P<number>[0-9]{2,3})")
_SPECIAL = {"H": "overload", "HH": "overload", "L": "underload", "LL": "underload"}


class Unsettled(ValueError):
    """A value without a unit, or a calibration in progress: ask again later."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A stable value.

    Attributes:
        identifier: What it is (`N`, `G#`, …), empty in lines of 16 characters.
        value: The value with every digit received.
        unit: As the balance writes it.
        unverified_digits: How many of the last digits are bracketed.
    """

    identifier: str
    value: Decimal
    unit: str
    unverified_digits: int


def shown(line: str) -> Shown:
    """Decode a line without its terminator.

    Raises:
        Unsettled: No stable value yet.
        Refused: Overload, underload, error.
        Malformed: Another length or layout.
    """
    if len(line) not in (14, 20):
        raise Malformed(f"{line!r} has {len(line)} characters, 14 or 20 expected")
    identifier, body = ("", line) if len(line) == 14 else (line[:6].strip(" "), line[6:])
    word = body.strip(" ")
    if error := _ERROR.fullmatch(word):
        raise Refused(f"Err {error['number']}")
    if word in _SPECIAL:
        raise Refused(_SPECIAL[word])
    if word == "C":
        raise Unsettled("calibration in progress")
    match = _VALUE.fullmatch(body)
    if match is None or identifier == "Stat":
        raise Malformed(f"{line!r} is not a value")
    if not match["unit"]:
        raise Unsettled(f"{word} is not stable")
    bracketed = (match["open"] or "").strip("[]")
    sign = "-" if match["sign"] == "-" else ""
    return Shown(identifier, decimal_number(f"{sign}{match['value']}{bracketed}"), match["unit"], len(bracketed))
