"""Directive 2014/32/EU, annex VIII (MI-006), chapter V: belt weighers placed on the market."""

from procedures.kit import Facts
from procedures.mass.automatic.belt_weighers import BeltWeighers


class BeltWeighersEU(BeltWeighers):
    """Verification before they are put into use."""

    facts = Facts.beside(__file__)
