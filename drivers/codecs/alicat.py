"""Alicat ASCII data frame: unit letter, pressure, temperature, volumetric flow, mass flow, set-point, gas, status.

Alicat standard devices user manual (Jan 2023) p. 32, MC series manual p. 43, Serial Communications Primer rev. 2 p. 8:
`A +014.70 +025.00 +02.004 +02.004 02.004 Air`. Values stand in the units of the display, which the frame does not name.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, decimal_number

#: Status words behind the gas. Those of `BLOCKING` mean that the flow is not what it seems.
STATUS = {
    "ADC": "analogue-digital converter error",
    "EXH": "exhaust valve hold",
    "HLD": "valve hold",
    "LCK": "display locked",
    "MOV": "mass flow over range",
    "VOV": "volumetric flow over range",
    "OPL": "over pressure limit",
    "OVR": "totaliser over range",
    "POV": "pressure over range",
    "TMF": "totaliser missed flow",
    "TOV": "temperature over range",
}
BLOCKING = frozenset(STATUS) - {"LCK", "OVR", "TMF"}
_GAS = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,7}")


@dataclass(frozen=True, slots=True)
class Frame:
    """One data frame of a mass-flow controller, in the units of its display.

    Attributes:
        pressure: Absolute pressure.
        temperature: Gas temperature.
        volumetric: Flow at line conditions.
        mass: Flow at reference conditions.
        mass_text: The same as received.
        setpoint: Set-point.
        gas: Gas it is set for.
        status: Status words.
    """

    pressure: Decimal
    temperature: Decimal
    volumetric: Decimal
    mass: Decimal
    mass_text: str
    setpoint: Decimal
    gas: str
    status: tuple[str, ...]


def frame(unit: str, line: str) -> Frame:
    """Decode a data frame.

    Args:
        unit: Letter of the device asked.
        line: The line received.

    Raises:
        Malformed: Another device's letter, another number of fields, an unknown status word.
    """
    parts = line.split()
    if len(parts) < 7 or parts[0] != unit:
        raise Malformed(f"{line!r} is not a data frame of unit {unit}")
    if not _GAS.fullmatch(parts[6]) or parts[6] in STATUS:
        raise Malformed(f"{line!r} names no gas")
    if unknown := [word for word in parts[7:] if word not in STATUS]:
        raise Malformed(f"{line!r} ends with {' '.join(unknown)}, which is no status")
    pressure, temperature, volumetric, mass, setpoint = (decimal_number(part) for part in parts[1:6])
    return Frame(pressure, temperature, volumetric, mass, parts[4], setpoint, parts[6], tuple(parts[7:]))


def manufacturer_line(unit: str, line: str) -> tuple[str, str]:
    """Decode a line of `??M*`: `A M04 Serial Number 27117` into its key and its text.

    Raises:
        Malformed: Another device's letter, or no such line.
    """
    match = re.fullmatch(rf"{re.escape(unit)} +(?P<key>M[0-9]{{2}}) *(?P<text>.*)", line.rstrip(" "))
    if match is None:
        raise Malformed(f"{line!r} is not a manufacturer line of unit {unit}")
    return match["key"], match["text"].strip(" ")
