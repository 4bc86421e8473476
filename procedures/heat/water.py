"""Heat of water by IAPWS-IF97, as EN 1434-1 and OIML R 75-1 define the energy that a heat meter should indicate."""

from decimal import Context, Decimal
from typing import Final

from seuif97 import pt

_VOLUME, _ENTHALPY = 3, 4
_DIGITS: Final = Context(prec=9)
"""IF97 is certain to some 5 digits; the ninth does not depend on the computer."""
_KJ_PER_KWH: Final = Decimal(3600)


def heat_of_a_cubic_metre(pressure: Decimal, flow: Decimal, back: Decimal, *, in_return: bool) -> Decimal:
    """The heat in kWh that a cubic metre gives off between two temperatures.

    The heat coefficient k of EN 1434-1 is this, divided by the difference of the temperatures.

    Args:
        pressure: Absolute pressure in MPa.
        flow: Temperature in the flow pipe in °C.
        back: Temperature in the return pipe in °C.
        in_return: Whether the cubic metre is measured in the return pipe.
    """
    p, hot, cold = float(pressure), float(flow), float(back)
    at = cold if in_return else hot
    kilojoules = (pt(p, hot, _ENTHALPY) - pt(p, cold, _ENTHALPY)) / pt(p, at, _VOLUME)
    return _DIGITS.create_decimal_from_float(kilojoules) / _KJ_PER_KWH
