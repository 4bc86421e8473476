"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 12 (Netherlands): discontinuous totalisers."""

from procedures.kit import Facts
from procedures.mass.automatic.discontinuous_totalisers import DiscontinuousTotalisers


class DiscontinuousTotalisersNL(DiscontinuousTotalisers):
    """Inspection in service."""

    facts = Facts.beside(__file__)
