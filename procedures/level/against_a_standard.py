"""What verifications of dip sticks, level gauges and storage tanks have in common: values shown against applied ones.

``[tables.height]`` gives the limits of heights in mm: a part that is fixed, one for each metre, what is added to both,
and the least limit, by stage. The height counts in whole metres, rounded up.
"""

from decimal import ROUND_CEILING, Decimal
from typing import TypeVar

from drivers.roles import AdjustableSource
from metrology.exact import divide, trimmed
from procedures.kit import KitProcedure
from procedures.regulation import Stage
from procedures.subject import Subject

MILLIMETRES = Decimal(1000)
S = TypeVar("S", bound=Subject)


class AgainstAStandard(KitProcedure[S]):
    """A standard applies values; what is under test shows them."""

    standard: AdjustableSource

    @property
    def row(self) -> str:
        """Row of the tables: a first assessment, or in use."""
        return "initial" if self.run.stage is Stage.INITIAL else "in_service"

    def spaced(self, low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
        """Points evenly over a range, on whole steps."""
        parts = int(self.facts.number("points")) - 1
        places = (low + (high - low) * n / parts for n in range(parts + 1))
        return [trimmed((x / step).to_integral_value() * step) for x in places]

    def of_height(self, millimetres: Decimal) -> Decimal:
        """The limit at a height, in mm."""
        row = self.facts.table("height").row(self.row)
        metres = divide(abs(millimetres), MILLIMETRES).to_integral_value(ROUND_CEILING)
        return trimmed(max(row["fixed"] + row["per_metre"] * metres + row["added"], row["least"]))
