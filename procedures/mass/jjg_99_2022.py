"""JJG 99-2022 砝码 (weights)."""

from procedures.kit import Facts
from procedures.mass.weights import Weights


class JJG99(Weights):
    """Verification of weights; a repaired one is verified as a new one."""

    facts = Facts.beside(__file__)
