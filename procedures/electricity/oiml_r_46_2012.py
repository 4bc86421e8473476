"""OIML R 46-1/-2:2012: meters of active electrical energy."""

from procedures.electricity.mid_meters import MIDMeter, MIDMeters
from procedures.kit import Facts


class OIMLR46(MIDMeters[MIDMeter]):
    """Verification by the base maximum permissible errors."""

    facts, subject_model = Facts.beside(__file__), MIDMeter
