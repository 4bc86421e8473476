"""Directive 2014/32/EU, annex VIII (MI-006), chapter VI: rail weighbridges in motion placed on the market."""

from procedures.kit import Facts
from procedures.mass.automatic.rail_weighbridges import RailWeighbridges


class RailWeighbridgesEU(RailWeighbridges):
    """Verification before they are put into use."""

    facts = Facts.beside(__file__)
