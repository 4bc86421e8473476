"""Roles of temperature: sources that are held at a temperature, and thermometers that say what it is.

A bath or a dry-well says itself what it believes; the standard is usually a thermometer of its own in it. Errors: every
method raises only the errors of `drivers.errors`.
"""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading_of


@runtime_checkable
class TemperatureSource(Protocol):
    """A bath, a dry-well, a chamber."""

    @command(
        "将温度设定为 {value} {unit} 并稳定", "set the temperature to {value} {unit} and let it settle", energises=True
    )
    def set_temperature(self, value: Decimal, unit: str) -> None:
        """Go to a temperature in °C and return when it is settled (flag and dwell).

        Raises:
            NotSettled: Not within the promised time.
            Reported: The cut-out has tripped, or the instrument reports an error.
        """
        ...

    @reading_of("temperature")
    def temperature(self) -> Reading:
        """Temperature in °C as the source itself measures it."""
        ...


@runtime_checkable
class Thermometer(Protocol):
    """A readout with its probe: standard or unit under test."""

    @reading_of("temperature")
    def temperature(self) -> Reading:
        """Temperature in °C.

        Raises:
            BadReply: No valid measurement (probe open, overload, stale).
        """
        ...
