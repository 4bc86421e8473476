"""Roles of temperature: sources that are held at a temperature, and thermometers that say what it is.

A bath or a dry-well says itself what it believes; the standard is usually a thermometer of its own in it. Errors: every
method raises only the errors of `drivers.errors`.
"""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles import Reading


@runtime_checkable
class TemperatureSource(Protocol):
    """A bath, a dry-well, a chamber."""

    def set_temperature(self, value: Decimal, unit: str) -> None:
        """Go to a temperature in °C and return when it is settled (flag and dwell).

        Raises:
            NotSettled: Not within the promised time.
            Reported: The cut-out has tripped, or the instrument reports an error.
        """
        ...

    def temperature(self) -> Reading:
        """Temperature in °C as the source itself measures it."""
        ...

    def settled(self) -> bool:
        """Whether the source is inside its window now; the dwell is the caller's."""
        ...


@runtime_checkable
class Thermometer(Protocol):
    """A readout with its probe: standard or unit under test."""

    def temperature(self) -> Reading:
        """Temperature in °C.

        Raises:
            BadReply: No valid measurement (probe open, overload, stale).
        """
        ...
