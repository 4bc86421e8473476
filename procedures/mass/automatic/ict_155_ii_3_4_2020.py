"""Orden ICT/155/2020, anexo II 3.4 (Spain): belt weighers in service."""

from procedures.kit import Facts
from procedures.mass.automatic.belt_weighers import BeltWeighers


class ICT155II34(BeltWeighers):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
