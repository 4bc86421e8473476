"""DH Instruments / Fluke pressure controllers, enhanced dialect (PPC4 operation and maintenance manual, section 6).

Every program message is answered: a value with its unit (`0.1 kPa`, `10.000 MPa a`, `2306.265 kPaa`: `a` absolute,
`g` gauge), a word, or `ERR# n`, after which `ERR` asks for the text.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, Refused, decimal_number

#: Units of the instrument that are used here; the same symbols as `metrology.units`.
UNITS = ("Pa", "hPa", "kPa", "MPa", "mbar", "bar", "psi")
#: Sums of codes of `STAT?` while a pressure is being made or held, and while it vents.
HOLDING, VENTING = 32, 64
_CONTROLLING = 1 | 2 | 4 | 8 | 16 | HOLDING | 1024
_ERROR = re.compile(r"ERR ?# ?(?P<number>[0-9]+)")
_QUANTITY = re.compile(rf"(?P<value>[-+0-9.eE]+) *(?P<unit>{'|'.join(UNITS)})(?: ?(?P<mode>[agd]))?(?P<rate>/s)?")
_VERSION = re.compile(r"(?P<maker>.*?)[ ,]+(?P<model>PPC\S*.*?)[ ,]+Ver ?(?P<version>\S+)")
_READY = {
    "R": True,
    "NR": False,
}
_ALARMS = {
    "UL": "the pressure has passed the upper or lower limit set by the user",
    "OP": "the pressure has passed the limit of the instrument",
    "ER": "the instrument reports an internal failure",
}


class Numbered(Refused):
    """`ERR# n`: the driver asks for the text before it says what happened."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as it was received.

    Attributes:
        value: The number with its digits.
        unit: Its unit, without the mode.
        mode: `a`, `g`, `d`, empty where the instrument gives none.
    """

    value: Decimal
    unit: str
    mode: str


def refuse_errors(line: str) -> str:
    """Let everything through that is not an error.

    Raises:
        Numbered: `ERR# n`.
        Malformed: An empty line.
    """
    if not line.strip(" "):
        raise Malformed("an empty line answers nothing")
    if _ERROR.fullmatch(line.strip(" ")):
        raise Numbered(line.strip(" "))
    return line.strip(" ")


def quantity(line: str) -> Quantity:
    """Decode a value with its unit; not a rate.

    Raises:
        Numbered, Malformed: As `refuse_errors`; also for another layout or an unknown unit.
    """
    match = _QUANTITY.fullmatch(refuse_errors(line))
    if match is None or match["rate"]:
        raise Malformed(f"{line!r} is not a pressure with its unit")
    return Quantity(decimal_number(match["value"]), match["unit"], match["mode"] or "")


def version(line: str) -> tuple[str, str, str]:
    """Decode `VER?` into maker, model and version.

    Raises:
        Numbered, Malformed: As `refuse_errors`; also when it is not the version of a PPC.
    """
    match = _VERSION.fullmatch(refuse_errors(line))
    if match is None:
        raise Malformed(f"{line!r} is not the version of a PPC")
    return match["maker"].rstrip(","), match["model"], match["version"]


def ready(line: str) -> bool:
    """Decode `SR?`.

    Raises:
        Refused: `UL`, `OP`, `ER`.
        Numbered, Malformed: As `refuse_errors`; also for another word.
    """
    word = refuse_errors(line)
    if word in _ALARMS:
        raise Refused(f"{word}: {_ALARMS[word]}")
    if word not in _READY:
        raise Malformed(f"{line!r} is not a Ready status")
    return _READY[word]


def status(line: str) -> int:
    """Decode `STAT?`, a sum of codes.

    Raises:
        Numbered, Malformed: As `refuse_errors`; also for anything but a whole number.
    """
    word = refuse_errors(line)
    if not word.isdecimal() or int(word) > 131071:
        raise Malformed(f"{line!r} is not a control status")
    return int(word)


def controlling(code: int) -> bool:
    """Whether a status means that a pressure is being made or held."""
    return bool(code & _CONTROLLING)


def vented(line: str) -> bool:
    """Decode `VENT?`: 1 when the exhaust valve is open.

    Raises:
        Numbered, Malformed: As `refuse_errors`; also for anything but 0 and 1.
    """
    word = refuse_errors(line)
    if word not in ("0", "1"):
        raise Malformed(f"{line!r} is not a vent state")
    return word == "1"
