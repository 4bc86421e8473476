"""What verifications of all automatic weighing instruments share: a control instrument, a display with a resolution."""

from decimal import Decimal
from typing import Annotated, TypeVar

from drivers.roles import ControlInstrument
from metrology.rounding import round_to_interval
from procedures.kit import KitProcedure, Nameplate, Quantity, quantity

Mass = Annotated[Quantity, quantity("kg", above=0)]
N = TypeVar("N", bound=Nameplate)


class AutomaticWeighing(KitProcedure[N]):
    """Verification against a control instrument, which weighs what the instrument under test has weighed."""

    control: ControlInstrument

    def displayed(self, value: Decimal) -> Decimal:
        """What an ideal instrument shows of a mass."""
        return round_to_interval(value, self.step)
