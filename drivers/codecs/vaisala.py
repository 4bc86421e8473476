"""Vaisala serial output in its default format (HMT330 user's guide M210566EN, `SEND`: `RH= 98.4 %RH T= 31.1 'C`)."""

import re
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

_LINE = re.compile(r"RH= *(?P<rh>-?[0-9]+(?:\.[0-9]+)?) *%RH +T= *(?P<t>-?[0-9]+(?:\.[0-9]+)?) *'C(?: .*)?")
_SERIAL = re.compile(r"[^:]*: *(?P<serial>[A-Z][0-9]{7})")
_VERSION = re.compile(r"(?P<model>[A-Z]{3}[0-9]{3}) */ *(?P<version>[0-9.]+)")


def without_prompt(line: str) -> str:
    """Take away the prompt that the transmitter prints in STOP mode."""
    return line.lstrip("> ").rstrip(" ")


def humidity_and_temperature(line: str) -> tuple[Decimal, Decimal]:
    """Decode a `SEND` reply into relative humidity in %RH and air temperature in °C.

    Raises:
        Malformed: Another format or unit (`'F`), stars in place of a value (a failed probe).
    """
    match = _LINE.fullmatch(without_prompt(line))
    if match is None:
        raise Malformed(f"{line!r} is not a reading in %RH and 'C")
    return decimal_number(match["rh"]), decimal_number(match["t"])


def version(line: str) -> tuple[str, str]:
    """Decode `HMT330 / 5.16` into model and firmware.

    Raises:
        Malformed: Anything else.
    """
    match = _VERSION.fullmatch(without_prompt(line))
    if match is None:
        raise Malformed(f"{line!r} does not name a model and a version")
    return match["model"], match["version"]


def serial_number(line: str) -> str:
    """Decode `Serial number : E1150001`.

    Raises:
        Malformed: Anything else.
    """
    match = _SERIAL.fullmatch(without_prompt(line))
    if match is None:
        raise Malformed(f"{line!r} does not hold a serial number")
    return match["serial"]
