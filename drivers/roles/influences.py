"""Roles of type tests: what brings about an influence on an instrument. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.environment import Environment
from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading, reading_of


@runtime_checkable
class ClimaticChamber(Environment, Protocol):
    """The air around the instrument under test; the readings of `Environment` are those in the chamber."""

    @command(
        "将试验箱调至 {temperature} °C、{humidity} %RH（变化不超过 1 °C/min），稳定后保持 {hours} h",
        "bring the chamber to {temperature} °C, {humidity} %RH, at most 1 °C/min; once steady, keep it for {hours} h",
    )
    def expose(self, temperature: Decimal, humidity: Decimal, hours: Decimal) -> None:
        """Bring air and instrument to this condition; return when it was kept for these hours."""
        ...


@runtime_checkable
class VariableSupply(Protocol):
    """The source that feeds the instrument under test, and what measures its voltage."""

    @command("将被检器具的电源电压调至 {voltage} V", "feed the instrument with {voltage} V", energises=True)
    def feed(self, voltage: Decimal) -> None:
        """Put out this voltage, r.m.s."""
        ...

    @reading_of("supply_voltage")
    def supply_voltage(self) -> Reading:
        """Voltage at the instrument, in V, r.m.s."""
        ...

    @command("关闭被检器具的试验电源", "switch the test supply off", makes_safe=True)
    def off(self) -> None:
        """Put out nothing; the safe state."""
        ...


@runtime_checkable
class DisturbanceGenerator(Protocol):
    """What disturbs the instrument under test, with the person who watches its display meanwhile."""

    @command(
        "施加骚扰 {disturbance}，{severity}，{times} 次，同时观察示值",
        "apply {disturbance} at {severity}, {times} times, and watch the display meanwhile",
        energises=True,
    )
    def disturb(self, disturbance: str, severity: str, times: str) -> None:
        """Apply a disturbance; return when all of it was applied.

        Args:
            disturbance: Key of the disturbance, such as ``bursts_mains``.
            severity: What the generator is set to.
            times: How many times.
        """
        ...

    @reading
    def worst_indication(self) -> Reading:
        """The weight shown meanwhile that differs most from that before; that before, where no weight was shown."""
        ...

    @reading
    def withheld(self) -> Reading:
        """How many times of the application no weight was shown, or a fault was signalled, as a plain number."""
        ...

    @command("停止骚扰，断开发生器", "stop the disturbance and disconnect the generator", makes_safe=True)
    def stop(self) -> None:
        """Disturb no longer; the safe state."""
        ...
