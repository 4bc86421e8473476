"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 7 (Netherlands): kilowatt-hour meters in use."""

from procedures.electricity.mid_meters import CombinedErrors
from procedures.kit import Facts, Requirements


class EnergyMetersNL(CombinedErrors):
    """Inspection in service: 1.5 times the limits by which the meter was made."""

    facts = Facts.beside(__file__)

    def requirements(self) -> Requirements:
        """The class suits the use too."""
        yield from super().requirements()
        yield from self.use_requirement()
