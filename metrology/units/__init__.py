"""Units (计量单位) that regulations use: names, D-SI expressions, exact conversion, and quantities that do not mix."""

from typing import TYPE_CHECKING

from metrology.units.convert import UNITS, convert, convert_difference, unit
from metrology.units.unit import MixedUnits, Register, Unit, UnitError, UnknownUnit

if TYPE_CHECKING:
    from metrology.units.quantity import Quantity
else:
    from metrology.late import late

    __getattr__ = late(__name__, {"Quantity": "quantity"})

__all__ = [
    "UNITS",
    "MixedUnits",
    "Quantity",
    "Register",
    "Unit",
    "UnitError",
    "UnknownUnit",
    "convert",
    "convert_difference",
    "unit",
]
