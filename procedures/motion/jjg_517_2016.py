"""JJG 517-2016 出租汽车计价器 (taximeters)."""

from procedures.kit import Facts
from procedures.motion.taximeters import Taximeters
from procedures.text import Text

facts = Facts.beside(__file__)


class JJG517(Taximeters):
    """Verification without a car, or in the car where the taximeter is installed."""

    facts = facts

    def omits(self, key: str) -> Text | None:
        """In the car only the distance is measured."""
        if key in ("time", "fare") and self.subject.installed:
            return Text("已装车，本机项目不检", "installed in a car; an item of the taximeter alone")
        return super().omits(key)

    def row(self, key: str) -> str:
        """The limits of the distance depend on the car."""
        return "distance_in_car" if key == "distance" and self.subject.installed else key

    @facts.item("s/km F0/CNY F/CNY dF/CNY MPE/CNY")
    def fare(self) -> None:
        """The calculation of the fare."""
        self.ride_for_money()
