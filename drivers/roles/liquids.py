"""Role of the verification of small volumes by weighing. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.marks import command


@runtime_checkable
class LiquidHandler(Protocol):
    """Fills and empties the measure under test, with the balance before them: an operator or a robot."""

    @command("将空称量杯放上天平", "put the empty weighing vessel on the balance")
    def place_vessel(self) -> None:
        """Have an empty vessel on the balance, into which the measure will deliver."""
        ...

    @command("将空的干燥量器放上天平", "put the empty, dry measure on the balance")
    def place_empty(self) -> None:
        """Have the empty measure on the balance."""
        ...

    @command(
        "取下量器，注水至 {volume} {unit} 标线，擦干后放上天平",
        "take the measure off, fill it to the mark of {volume} {unit}, dry it outside and put it on the balance",
    )
    def place_filled(self, volume: Decimal, unit: str) -> None:
        """Have the measure on the balance, filled with water to a mark."""
        ...

    @command(
        "用被检量器量取 {volume} {unit} 水，排入天平上的称量杯",
        "take {volume} {unit} of water with the measure and deliver it into the vessel on the balance",
    )
    def deliver(self, volume: Decimal, unit: str) -> None:
        """Let the measure deliver a volume of water into the vessel on the balance."""
        ...
