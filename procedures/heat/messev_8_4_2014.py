"""Mess- und Eichverordnung (Germany): heat meters, verification and findings test."""

from procedures.heat.heat_meters import HeatMeters
from procedures.kit import Facts


class HeatMetersDE(HeatMeters):
    """Verification by the limits of MI-004, in service by twice of them."""

    facts = Facts.beside(__file__)
