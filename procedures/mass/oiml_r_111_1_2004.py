"""OIML R 111-1:2004, verification of weights of classes E1 to M3."""

from procedures.kit import Facts
from procedures.mass.weights import Weights


class R111(Weights):
    """Initial and subsequent verification of weights."""

    facts = Facts.beside(__file__)
