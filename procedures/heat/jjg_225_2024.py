"""JJG 225-2024 热量表 (heat meters)."""

from procedures.heat.heat_meters import HeatMeters
from procedures.kit import Facts


class JJG225(HeatMeters):
    """Total method for complete meters, component method for combined ones."""

    facts = Facts.beside(__file__)
