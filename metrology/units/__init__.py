"""Units (计量单位) that regulations use: names, D-SI expressions, exact conversion, and quantities that do not mix."""

from metrology.units.convert import UNITS, convert, convert_difference, unit
from metrology.units.quantity import Quantity
from metrology.units.unit import MixedUnits, Register, Unit, UnitError, UnknownUnit

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
