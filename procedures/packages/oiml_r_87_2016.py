"""OIML R 87:2016 Quantity of product in prepackages."""

from procedures.kit import Facts
from procedures.packages.net_content import NetContent


class R87(NetContent):
    """Reference test of a lot."""

    facts = Facts.beside(__file__)
