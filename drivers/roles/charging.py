"""Roles of charging points for electric vehicles. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class ChargingPoint(Protocol):
    """One connector of a charging station, worked as a customer works it, read on its display or in its back end."""

    @command("启动充电交易", "begin a charging transaction", energises=True)
    def begin_session(self) -> None:
        """Begin a transaction; its energy is zero and the connector is live."""
        ...

    @command("结束充电交易", "end the charging transaction", makes_safe=True)
    def end_session(self) -> None:
        """End the transaction; what it came to stays on the display."""
        ...

    @reading
    def energy(self) -> Reading:
        """Energy of the last transaction, in kWh."""
        ...

    @reading
    def amount(self) -> Reading:
        """Price to pay for the last transaction."""
        ...


@runtime_checkable
class VehicleLoad(Protocol):
    """A vehicle, or what takes its place: a real load, or a simulated one that feeds the meter only."""

    @command(
        "在 {phases} 上以 {voltage} V 取电流 {current} A",
        "draw {current} A at {voltage} V from {phases}",
        energises=True,
    )
    def draw(self, current: Decimal, voltage: Decimal, phases: str) -> None:
        """Draw a current from each of some phases at power factor 1; return when it is there.

        Args:
            current: A.
            voltage: V; phase to neutral with alternating current.
            phases: `L1`, `L2`, `L3`, `L1 L2 L3`, or `DC`.
        """
        ...

    @command("停止取电", "draw nothing", makes_safe=True)
    def off(self) -> None:
        """Draw nothing; the safe state."""
        ...


@runtime_checkable
class TimeComparison(Protocol):
    """A reference clock beside the clock of an instrument."""

    @reading
    def deviation(self) -> Reading:
        """Seconds by which the clock of the instrument is ahead of the reference clock."""
        ...
