"""Mess- und Eichverordnung § 22 (Germany): meters of active energy in use."""

from procedures.electricity.mid_meters import CombinedErrors
from procedures.kit import Facts


class EnergyMetersDE(CombinedErrors):
    """Verification in service: twice the limits by which the meter was made."""

    facts = Facts.beside(__file__)
