"""OIML R 138:2007 Vessels for commercial transactions: measuring container bottles, annex A."""

from procedures.kit import Facts
from procedures.packages.bottles import MeasuringBottles


class R138Bottles(MeasuringBottles):
    """Initial verification of a production; the table is entered with the capacity that is tested."""

    facts = Facts.beside(__file__)
