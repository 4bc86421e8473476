"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 13 (Netherlands): belt weighers."""

from procedures.kit import Facts
from procedures.mass.automatic.belt_weighers import BeltWeighers


class BeltWeighersNL(BeltWeighers):
    """Inspection in service."""

    facts = Facts.beside(__file__)
