"""Roles of gas flow. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading, reading_of


@runtime_checkable
class GasBench(Protocol):
    """A flow bench for gas with a reference meter in series with the meter under test: blower, valves, sensors."""

    @command("将流量调至 {value} {unit} 并稳定", "set the flow to {value} {unit} and let it settle", energises=True)
    def set_flow(self, value: Decimal, unit: str) -> None:
        """Let gas flow through the reference and the meter."""
        ...

    @command("关闭阀门", "close the valve", makes_safe=True)
    def stop(self) -> None:
        """Let no gas flow; the safe state."""
        ...

    @reading
    def flow(self) -> Reading:
        """Flow rate that the bench shows."""
        ...

    @reading
    def volume(self) -> Reading:
        """Volume that has passed the reference, at its conditions."""
        ...

    @reading_of("gas_temperature")
    def temperature(self) -> Reading:
        """Temperature of the gas at the reference, in °C."""
        ...

    @reading_of("absolute_pressure")
    def pressure(self) -> Reading:
        """Absolute pressure of the gas at the reference, in kPa."""
        ...

    @reading_of("gas_temperature")
    def meter_temperature(self) -> Reading:
        """Temperature of the gas at the meter under test, in °C."""
        ...

    @reading_of("absolute_pressure")
    def meter_pressure(self) -> Reading:
        """Absolute pressure of the gas at the meter under test, in kPa."""
        ...


@runtime_checkable
class GasValve(Protocol):
    """The valve in front of an instrument for gas: it lets a mixture in, or clean air."""

    @command("将混合气通入仪器", "let the mixture into the instrument")
    def admit(self) -> None:
        """From now on the instrument has the mixture."""
        ...

    @command("将清洁空气通入仪器", "let clean air into the instrument", makes_safe=True)
    def clear(self) -> None:
        """From now on the instrument has clean air; the safe state."""
        ...
