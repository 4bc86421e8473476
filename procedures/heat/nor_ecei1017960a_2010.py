"""Order of 3 September 2010 (France), ECEI1017960A: heat meters when new or repaired."""

from procedures.heat.heat_meters import HeatMeters
from procedures.kit import Facts


class HeatMetersFR(HeatMeters):
    """Initial verification, and verification after repair."""

    facts = Facts.beside(__file__)
