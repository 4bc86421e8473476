"""Directive 2014/32/EU, annex V (MI-003): meters of active energy."""

from procedures.electricity.mid_meters import CombinedErrors
from procedures.kit import Facts, Requirements


class EnergyMetersEU(CombinedErrors):
    """Verification of the product."""

    facts = Facts.beside(__file__)

    def requirements(self) -> Requirements:
        """The class suits the use too."""
        yield from super().requirements()
        yield from self.use_requirement()
