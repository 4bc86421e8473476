"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 10 (Netherlands): catchweighers in use."""

from procedures.kit import Facts
from procedures.mass.automatic.catchweighers import Catchweighers


class CatchweighersNL(Catchweighers):
    """Inspection in service."""

    facts = Facts.beside(__file__)
