"""Orden ICT/155/2020, anexo II 3.3 (Spain): discontinuous totalisers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.discontinuous_totalisers import DiscontinuousTotalisers


class ICT155II33(DiscontinuousTotalisers):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
