"""Roles of electrical power and energy. Errors: every method raises only the errors of `drivers.errors`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading, reading_of

#: Phases in the order in which they are always given.
PHASES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Phase:
    """What one phase puts out.

    Attributes:
        voltage: Phase to neutral, V, rms.
        current: A, rms.
        angle: By which the current lags its voltage, degrees; 60 is power factor 0.5 inductive.
    """

    voltage: Decimal
    current: Decimal
    angle: Decimal = Decimal(0)


@runtime_checkable
class PowerSource(Protocol):
    """A three-phase source of voltage and current (phantom load)."""

    @command(
        "将各相输出设为（电压 V、电流 A、滞后角 °）{phases}，频率 {frequency} Hz",
        "set the phases (voltage V, current A, lag °) to {phases} at {frequency} Hz",
        energises=True,
    )
    def set_output(self, phases: Sequence[Phase], frequency: Decimal) -> None:
        """Put out three phases (order A, B, C; voltages 120° apart) at a frequency in Hz; return when settled.

        Raises:
            Reported: A protection has tripped, or a value is refused.
            NotSettled: Not within the promised time.
        """
        ...

    @command("关闭电压和电流输出", "switch voltages and currents off", makes_safe=True)
    def off(self) -> None:
        """Voltages and currents off, confirmed by reading back; the same as the safe state."""
        ...


@runtime_checkable
class ReferenceEnergyMeter(Protocol):
    """A reference meter: energy by counting, power at once, pulses of itself and of the meter under test."""

    @command("电能清零并开始累计", "set the energy to zero and start counting")
    def start(self) -> None:
        """Set energy and pulses to zero and begin to count."""
        ...

    @command("停止累计", "stop counting", undoes=True)
    def stop(self) -> None:
        """End counting; the registers stay as they are."""
        ...

    @reading
    def energy(self) -> Reading:
        """Active energy since `start`, W·h."""
        ...

    @reading
    def power(self) -> Reading:
        """Active power of all phases, W."""
        ...

    @reading_of("count")
    def pulses(self) -> Reading:
        """Pulses of the meter under test counted since `start`; unit 1."""
        ...


@runtime_checkable
class EnergyComparator(ReferenceEnergyMeter, Protocol):
    """A reference meter with the pulses and the time pulses of one meter under test on its inputs (误差计算器).

    What it compares begins and ends on a pulse of the meter under test, so that no part of a pulse is lost.
    """

    @reading
    def energy_of(self, pulses: Decimal, expected: Decimal) -> Reading:
        """Reference energy in Wh from a pulse of the meter under test to the one that comes so many pulses later.

        Args:
            pulses: A whole number, at least 1.
            expected: Seconds that an errorless meter takes for them; so long it is not asked whether it has ended.

        Raises:
            NotSettled: The pulses do not come in a multiple of the expected time.
            Reported: Overload or another status that voids the comparison.
        """
        ...

    @reading
    def period(self, gate: Decimal) -> Reading:
        """Mean period in s of the time pulses (时钟秒脉冲) that come within `gate` whole seconds.

        Raises:
            NotSettled: No time pulses come.
        """
        ...


@runtime_checkable
class PowerAnalyser(Protocol):
    """A power analyser in the supply of an appliance: power at once, energy and time by integration."""

    @command("将积分清零并开始积分", "set the integration to zero and start it")
    def start(self) -> None:
        """Set energy and time to zero and begin to integrate."""
        ...

    @command("停止积分", "stop the integration", undoes=True)
    def stop(self) -> None:
        """Stop integrating; energy and time stay as they are."""
        ...

    @reading
    def energy(self) -> Reading:
        """Active energy since `start`, W·h."""
        ...

    @reading
    def integration_time(self) -> Reading:
        """Time since `start`, s."""
        ...

    @reading
    def power(self) -> Reading:
        """Active power, W."""
        ...
