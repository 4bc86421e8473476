"""Orden ICT/155/2020, anexo VII (Spain): taximeters in service."""

from procedures.kit import Facts
from procedures.motion.taximeters import Taximeters


class TaximetersES(Taximeters):
    """Periodic verification, and verification after repair or modification."""

    facts = Facts.beside(__file__)
