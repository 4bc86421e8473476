"""Arrêté du 1er août 2013, NOR PROI1235435A (France): meters of active energy in service."""

from procedures.electricity.mid_meters import MIDMeter, MIDMeters
from procedures.kit import Facts


class EnergyMetersFR(MIDMeters[MIDMeter]):
    """Periodic verification."""

    facts, subject_model = Facts.beside(__file__), MIDMeter
    strict = True
