"""Real Decreto 244/2016, anexo XIII (Spain), MI-007 of Directive 2014/32/EU: taximeters placed on the market."""

from procedures.kit import Facts
from procedures.motion.taximeters import Taximeters

facts = Facts.beside(__file__)


class TaximetersMID(Taximeters):
    """Conformity assessment of the taximeter without its car."""

    facts = facts

    @facts.item("s/km F0/EUR F/EUR dF/EUR MPE/EUR")
    def fare(self) -> None:
        """The calculation of the fare."""
        self.ride_for_money()
