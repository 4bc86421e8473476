"""Directive 2014/32/EU, annex VIII (MI-006), chapter II: catchweighers placed on the market."""

from procedures.kit import Facts
from procedures.mass.automatic.catchweighers import Catchweighers


class CatchweighersEU(Catchweighers):
    """Verification before they are put into use."""

    facts = Facts.beside(__file__)
