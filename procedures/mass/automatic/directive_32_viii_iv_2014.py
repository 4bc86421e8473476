"""Directive 2014/32/EU, annex VIII (MI-006), chapter IV: discontinuous totalisers placed on the market."""

from procedures.kit import Facts
from procedures.mass.automatic.discontinuous_totalisers import DiscontinuousTotalisers


class DiscontinuousTotalisersEU(DiscontinuousTotalisers):
    """Verification before they are put into use."""

    facts = Facts.beside(__file__)
