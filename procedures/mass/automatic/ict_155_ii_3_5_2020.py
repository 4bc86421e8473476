"""Orden ICT/155/2020, anexo II 3.5 (Spain): rail weighbridges in motion in service."""

from procedures.kit import Facts
from procedures.mass.automatic.rail_weighbridges import RailWeighbridges


class ICT155II35(RailWeighbridges):
    """Periodic verification, and verification after repair."""

    facts = Facts.beside(__file__)
