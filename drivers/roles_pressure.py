"""Roles of pressure beside `drivers.roles.PressureSource`. Errors: only those of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles import Reading


@runtime_checkable
class DigitalGauge(Protocol):
    """A digital pressure gauge or transmitter that says its indication itself."""

    def indication(self) -> Reading:
        """Indicated gauge pressure, in the unit of the display.

        Raises:
            Reported: Over range or sensor fault.
        """
        ...


@runtime_checkable
class Barometer(Protocol):
    """Air pressure of the measurement."""

    def air_pressure(self) -> Reading:
        """Absolute pressure of the air in hPa."""
        ...
