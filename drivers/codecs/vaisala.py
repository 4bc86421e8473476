"""Vaisala serial output in its default formats.

`SEND` is answered `RH= 98.4 %RH T= 31.1 'C` by the HMT330 (user's guide M210566EN p. 102) and
`P= 1013.2 hPa T= 31.1 'C RH= 38.3 %RH` by the PTU300 (user's guide M210796EN-G p. 103); with two pressure transducers
further fields come first, which are not of the default format and are refused.
"""

import re
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_PRESSURE, _TEMPERATURE = rf"P= *(?P<hPa>{_NUMBER}) *hPa", rf"T= *(?P<C>{_NUMBER}) *'C"
_HUMIDITY = rf"RH= *(?P<RH>{_NUMBER}) *%RH"
_TWO = re.compile(rf"{_HUMIDITY} +{_TEMPERATURE}(?: .*)?")
_THREE = re.compile(rf"{_PRESSURE} +{_TEMPERATURE} +{_HUMIDITY}")
_UNITS = {"hPa": "hPa", "C": "°C", "RH": "%RH"}
_SERIAL = re.compile(r"[^:]*: *(?P<serial>[A-Z][0-9]{7})")
_VERSION = re.compile(r"(?P<model>[A-Z]{3}[0-9]{3}) */ *(?P<version>[0-9.]+)")


def without_prompt(line: str) -> str:
    """Take away the prompt that the transmitter prints in STOP mode."""
    return line.lstrip("> ").rstrip(" ")


def humidity_and_temperature(line: str) -> dict[str, Decimal]:
    """Decode a `SEND` reply of the HMT330 into relative humidity and air temperature by unit, `%RH` and `°C`.

    Raises:
        Malformed: Another format or unit (`'F`), stars in place of a value (a failed probe).
    """
    return _by_unit(_TWO, line)


def pressure_temperature_and_humidity(line: str) -> dict[str, Decimal]:
    """Decode a `SEND` reply of the PTU300 into absolute pressure, temperature and humidity by unit (`hPa`, …).

    Raises:
        Malformed: Another format or unit, stars in place of a value (a failed sensor).
    """
    return _by_unit(_THREE, line)


def _by_unit(expected: re.Pattern[str], line: str) -> dict[str, Decimal]:
    match = expected.fullmatch(without_prompt(line))
    if match is None:
        raise Malformed(f"{line!r} is not a reading in its default format and units")
    return {_UNITS[name]: decimal_number(text) for name, text in match.groupdict().items()}


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
