"""Fluke 1594A/1595A Super-Thermometer: a reading says its unit, its channel and when it was taken.

User manual, section 8.7.3.44, p. 83: `FETC? 4` is answered `231.92811,C,4,2009-03-23 14:33:20`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
#: Error number of a query that has nothing to answer, and therefore does not answer.
STALE = -230


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measurement.

    Attributes:
        value: With the digits received.
        unit: `C`, `F`, `K`, `O` (ohm), `R` (ratio).
        channel: Input.
        stamp: When it was taken, by the instrument's clock.
    """

    value: Decimal
    unit: str
    channel: int
    stamp: str


def measurement(line: str) -> Measurement:
    """Decode a reply to `FETC?`.

    Raises:
        Malformed: Another number of fields, unit, channel or time stamp.
    """
    parts = [part.strip(" ") for part in line.split(",")]
    if len(parts) != 4 or parts[1] not in "CFKOR" or not parts[1] or not _STAMP.fullmatch(parts[3]):
        raise Malformed(f"{line!r} is not a measurement with unit, channel and time")
    if not parts[2].isdecimal() or not 1 <= int(parts[2]) <= 24:
        raise Malformed(f"{line!r} names no channel")
    return Measurement(decimal_number(parts[0]), parts[1], int(parts[2]), parts[3])
