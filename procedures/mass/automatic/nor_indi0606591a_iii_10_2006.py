"""Order of 10 January 2006 (NOR INDI0606591A), annex III (France): discontinuous totalisers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.discontinuous_totalisers import DiscontinuousTotalisers


class DiscontinuousTotalisersFR(DiscontinuousTotalisers):
    """Periodic verification, every year."""

    facts = Facts.beside(__file__)
