"""What M-Bus value information means: quantity, unit and power of ten (EN 13757-3:2013 tables 10, 12 and 14).

Of the extension tables only the energies, volumes, voltages and currents that a meter's registers use; known from
public telegrams and from memory, the rest of the tables (`unverified`) gives no quantity and so no reading.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record holds.

    Attributes:
        quantity: Short name, empty where the code is not known here.
        unit: Unit symbol.
        exponent: The number sent is multiplied by ten to this power.
    """

    quantity: str
    unit: str = ""
    exponent: int = 0


UNKNOWN = Kind("")
#: First code of a range, number of codes, exponent of the first code, quantity, unit.
_PRIMARY = (
    (0x00, 8, -3, "energy", "Wh"),
    (0x08, 8, 0, "energy", "J"),
    (0x10, 8, -6, "volume", "m³"),
    (0x18, 8, -3, "mass", "kg"),
    (0x28, 8, -3, "power", "W"),
    (0x30, 8, 0, "power", "J/h"),
    (0x38, 8, -6, "volume_flow", "m³/h"),
    (0x40, 8, -7, "volume_flow", "m³/min"),
    (0x48, 8, -9, "volume_flow", "m³/s"),
    (0x50, 8, -3, "mass_flow", "kg/h"),
    (0x58, 4, -3, "flow_temperature", "°C"),
    (0x5C, 4, -3, "return_temperature", "°C"),
    (0x60, 4, -3, "temperature_difference", "K"),
    (0x64, 4, -3, "external_temperature", "°C"),
    (0x68, 4, -3, "pressure", "bar"),
)
_SINGLE = {0x6C: "date", 0x6D: "date_time", 0x6E: "heat_cost", 0x78: "fabrication_number", 0x7A: "bus_address"}
_TIMES = {0x20: "on_time", 0x24: "operating_time", 0x70: "averaging_time", 0x74: "actuality"}
_TIME_UNITS = ("s", "min", "h", "d")
#: Extension FB: energy in MWh and GJ, volume in 100 m³ and beyond.
_FB = ((0x00, 2, -1, "energy", "MWh"), (0x08, 2, -1, "energy", "GJ"), (0x10, 2, 2, "volume", "m³"))
#: Extension FD: voltage and current.
_FD = ((0x40, 16, -9, "voltage", "V"), (0x50, 16, -12, "current", "A"))


def primary(code: int) -> Kind:
    """Kind of a primary VIF without its extension bit."""
    if code in _SINGLE:
        return Kind(_SINGLE[code])
    if code & 0x7C in _TIMES:
        return Kind(_TIMES[code & 0x7C], _TIME_UNITS[code & 3])
    return _in(_PRIMARY, code)


def extended(table: int, code: int) -> Kind:
    """Kind of a code of the extension tables FB and FD."""
    return _in(_FB if table == 0xFB else _FD, code)


def _in(table: tuple[tuple[int, int, int, str, str], ...], code: int) -> Kind:
    for first, count, exponent, quantity, unit in table:
        if first <= code < first + count:
            return Kind(quantity, unit, exponent + code - first)
    return UNKNOWN


def fixed(code: int) -> Kind:
    """Kind of a unit code of the fixed data structure (EN 1434-3:1997; six bits)."""
    ranges = (
        (0x02, 9, 0, "energy", "Wh"),
        (0x0B, 9, 3, "energy", "J"),
        (0x14, 9, 0, "power", "W"),
        (0x26, 9, -6, "volume", "m³"),
        (0x2F, 9, -6, "volume_flow", "m³/h"),
        (0x38, 1, -3, "temperature", "°C"),
    )
    return _in(ranges, code)
