"""Order of 10 January 2006 (NOR INDI0606591A), annex III (France): belt weighers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.belt_weighers import BeltWeighers


class BeltWeighersFR(BeltWeighers):
    """Periodic verification, every year."""

    facts = Facts.beside(__file__)
