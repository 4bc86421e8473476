"""Regeling gebruik en installatie EU-meetinstrumenten (BWBR0020566), art. 16 (Netherlands): taximeters."""

from metrology.exact import plain
from procedures.kit import Facts, Requirements
from procedures.motion.taximeters import Taximeters


class TaximetersNL(Taximeters):
    """After installation, and in use."""

    facts = Facts.beside(__file__)

    def requirements(self) -> Requirements:
        """The fare is shown in steps that the law says."""
        shown, asked = self.subject.fare_step, self.facts.number("fare_step")
        yield self.require("resolution", f"{plain(shown)} EUR", f"{plain(asked)} EUR", shown == asked, "fare")
