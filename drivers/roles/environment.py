"""Roles of the environment of a measurement. Errors: only those of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import reading_of


@runtime_checkable
class Environment(Protocol):
    """The air in which the measurement takes place."""

    @reading_of("air_temperature")
    def temperature(self) -> Reading:
        """Air temperature in °C."""
        ...

    @reading_of("relative_humidity")
    def humidity(self) -> Reading:
        """Relative humidity in %RH."""
        ...


@runtime_checkable
class Barometer(Protocol):
    """Air pressure of the measurement."""

    @reading_of("atmospheric_pressure")
    def air_pressure(self) -> Reading:
        """Absolute pressure of the air in hPa."""
        ...


@runtime_checkable
class SupplyMonitor(Protocol):
    """The electrical supply of the instruments."""

    @reading_of("supply_voltage")
    def supply_voltage(self) -> Reading:
        """Voltage in V, r.m.s."""
        ...

    @reading_of("supply_frequency")
    def supply_frequency(self) -> Reading:
        """Frequency in Hz."""
        ...
