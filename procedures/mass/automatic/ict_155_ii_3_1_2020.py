"""Orden ICT/155/2020, anexo II 3.1 (Spain): automatic catchweighers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.catchweighers import Catchweighers


class ICT155II31(Catchweighers):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
