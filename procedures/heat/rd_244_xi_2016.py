"""Real Decreto 244/2016, anexo XI (Spain), MI-004 of Directive 2014/32/EU: heat meters placed on the market."""

from procedures.heat.heat_meters import HeatMeters
from procedures.kit import Facts


class HeatMetersES(HeatMeters):
    """Conformity assessment by the limits of MI-004."""

    facts = Facts.beside(__file__)
