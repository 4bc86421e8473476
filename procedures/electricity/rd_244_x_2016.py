"""Real Decreto 244/2016, anexo X (Spain): meters of active energy before they are put on the market."""

from procedures.electricity.mid_meters import CombinedErrors
from procedures.kit import Facts, Requirements


class RD244X(CombinedErrors):
    """Verification of the product by the limits of directive 2014/32/EU."""

    facts = Facts.beside(__file__)

    def requirements(self) -> Requirements:
        """The class suits the use too."""
        yield from super().requirements()
        yield from self.use_requirement()
