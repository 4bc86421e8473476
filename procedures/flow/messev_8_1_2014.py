"""Mess- und Eichverordnung (Germany): water meters, verification and findings test."""

from procedures.flow.water_meters import WaterMeters
from procedures.kit import Facts


class WaterMetersDE(WaterMeters):
    """Verification by the limits of MI-001, in service by twice of them."""

    facts = Facts.beside(__file__)
