"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 8a (Netherlands): heat meters in use."""

from procedures.heat.heat_meters import HeatMeters
from procedures.kit import Facts


class HeatMetersNL(HeatMeters):
    """Inspection in service: twice the limits of the complete meter."""

    facts = Facts.beside(__file__)
