"""Vaisala PTU300 serial output in its default format (user's guide M210796EN-G p. 103).

`SEND` is answered `P= 1013.2 hPa T= 31.1 'C RH= 38.3 %RH`; with two transducers further fields come first, which are
not of the default format and are refused.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number
from drivers.codecs.vaisala import without_prompt

_NUMBER = r"(-?[0-9]+(?:\.[0-9]+)?)"
_LINE = re.compile(rf"P= *{_NUMBER} *hPa +T= *{_NUMBER} *'C +RH= *{_NUMBER} *%RH")


@dataclass(frozen=True, slots=True)
class Air:
    """One reading.

    Attributes:
        pressure: hPa, absolute.
        temperature: °C.
        humidity: %RH.
    """

    pressure: Decimal
    temperature: Decimal
    humidity: Decimal


def air(line: str) -> Air:
    """Decode a `SEND` reply.

    Raises:
        Malformed: Another format or unit, stars in place of a value (a failed sensor).
    """
    match = _LINE.fullmatch(without_prompt(line))
    if match is None:
        raise Malformed(f"{line!r} is not a reading in hPa, 'C and %RH")
    pressure, temperature, humidity = (decimal_number(text) for text in match.groups())
    return Air(pressure, temperature, humidity)
