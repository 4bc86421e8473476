"""Roles of pressure. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading_of


@runtime_checkable
class PressureSource(Protocol):
    """A pressure controller: source and reference standard in one."""

    @command("平稳升降压至 {value} {unit} 并稳定", "go smoothly to {value} {unit} and let it settle", energises=True)
    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Go to a gauge pressure without overshoot and return when it is settled (flag and dwell)."""
        ...

    @reading_of("gauge_pressure")
    def pressure(self) -> Reading:
        """Measured gauge pressure."""
        ...

    @command("通大气", "vent to atmosphere", makes_safe=True)
    def vent(self) -> None:
        """Open to atmosphere and return when that is complete."""
        ...


@runtime_checkable
class DigitalGauge(Protocol):
    """A digital pressure gauge or transmitter that says its indication itself."""

    @reading_of("gauge_pressure")
    def indication(self) -> Reading:
        """Indicated gauge pressure, in the unit of the display.

        Raises:
            Reported: Over range or sensor fault.
        """
        ...
