"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 14 (Netherlands): rail weighbridges."""

from procedures.kit import Facts
from procedures.mass.automatic.rail_weighbridges import RailWeighbridges


class RailWeighbridgesNL(RailWeighbridges):
    """Inspection in service."""

    facts = Facts.beside(__file__)
