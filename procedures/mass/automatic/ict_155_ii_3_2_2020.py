"""Orden ICT/155/2020, anexo II 3.2 (Spain): gravimetric filling instruments in service."""

from procedures.kit import Facts
from procedures.mass.automatic.filling_machines import FillingMachines


class ICT155II32(FillingMachines):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
