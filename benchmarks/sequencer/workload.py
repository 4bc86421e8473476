"""The same workload for ours: exact decimals, and instruments as drivers present them."""

from decimal import Decimal

from benchmarks.sequencer.floats import N
from drivers.roles import Reading

SETPOINTS = [Decimal(i).scaleb(-2) for i in range(N)]


class Source:
    """A voltage source that obeys at once."""

    def __init__(self) -> None:
        self.value = Decimal(0)

    def set_voltage(self, value: Decimal) -> None:
        """Set it."""
        self.value = value


class Meter:
    """A meter that shows what the source gives, and a little more."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def voltage(self) -> Reading:
        """Read it."""
        value = self._source.value * Decimal("1.0002") + Decimal("0.0003")
        return Reading(f"{value:f}", value, "V")


class Room:
    """A room in which nothing happens."""

    def temperature(self) -> Reading:
        """Always the same."""
        return Reading("20", Decimal(20), "°C")

    def humidity(self) -> Reading:
        """Always the same."""
        return Reading("50", Decimal(50), "%RH")
