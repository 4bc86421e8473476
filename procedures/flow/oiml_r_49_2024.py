"""OIML R 49:2024, initial verification of water meters."""

from procedures.flow.water_meters import WaterMeters
from procedures.kit import Facts


class R49(WaterMeters):
    """Initial verification of water meters for cold water."""

    facts = Facts.beside(__file__)
