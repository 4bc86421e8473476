"""Directive 2014/32/EU, annex V (MI-003): meters of active energy."""

from procedures.electricity.mid_meters import DIRECTIVE, CombinedErrors


class EnergyMetersEU(CombinedErrors):
    """Verification of the product."""

    facts = DIRECTIVE
