"""JJG 443-2015 燃油加油机 (fuel dispensers)."""

from procedures.flow.fuel_dispensers import FuelDispensers
from procedures.kit import Facts


class JJG443Edition2015(FuelDispensers):
    """Verification of fuel dispensers."""

    facts = Facts.beside(__file__)
