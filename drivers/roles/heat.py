"""Roles of thermal energy. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading, reading_of


@runtime_checkable
class HeatBench(Protocol):
    """What gives a heat meter a flow of water and two temperatures, and says what they are.

    A flow bench with two baths for the sensors, or a simulator of the signals of a flow sensor and of two resistance
    thermometers: then the volume is that of the pulses given, the temperatures those of the resistances.
    """

    @command("标准体积清零", "set the reference volume to zero")
    def reset(self) -> None:
        """Begin to count the reference volume."""
        ...

    @command("将流量调至 {value} {unit} 并稳定", "set the flow to {value} {unit} and let it settle", energises=True)
    def set_flow(self, value: Decimal, unit: str) -> None:
        """Let water flow through the reference and the meter."""
        ...

    @command(
        "将供水侧温度调至 {value} {unit} 并稳定",
        "set the flow side to {value} {unit} and let it settle",
        energises=True,
    )
    def set_hot(self, value: Decimal, unit: str) -> None:
        """Hold the sensor of the flow pipe at a temperature."""
        ...

    @command(
        "将回水侧温度调至 {value} {unit} 并稳定",
        "set the return side to {value} {unit} and let it settle",
        energises=True,
    )
    def set_cold(self, value: Decimal, unit: str) -> None:
        """Hold the sensor of the return pipe at a temperature."""
        ...

    @command("关闭阀门，停止加热", "close the valve and stop heating", makes_safe=True)
    def stop(self) -> None:
        """Let no water flow; the safe state."""
        ...

    @reading
    def volume(self) -> Reading:
        """Volume that has passed the reference, at the temperature of the meter under test."""
        ...

    @reading
    def flow(self) -> Reading:
        """Flow rate at the reference."""
        ...

    @reading_of("temperature")
    def hot(self) -> Reading:
        """Temperature at the sensor of the flow pipe, in °C."""
        ...

    @reading_of("temperature")
    def cold(self) -> Reading:
        """Temperature at the sensor of the return pipe, in °C."""
        ...
