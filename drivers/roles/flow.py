"""Roles of flow. Errors: every method raises only the errors of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading, reading_of


@runtime_checkable
class GasFlowStandard(Protocol):
    """A mass-flow controller that makes and measures a gas flow.

    Flow is volume per time at the reference conditions printed on the instrument (`mL/min`, `L/min`): temperature and
    pressure of reference belong to its certificate, not to the reading.
    """

    @command("将流量调至 {value} {unit} 并稳定", "set the flow to {value} {unit} and let it settle", energises=True)
    def set_flow(self, value: Decimal, unit: str) -> None:
        """Make a flow and return when it is settled (window and dwell); 0 closes the valve."""
        ...

    @reading
    def flow(self) -> Reading:
        """Measured flow at reference conditions.

        Raises:
            Reported: The instrument says that flow, temperature or pressure is out of its range.
        """
        ...

    @reading
    def gas(self) -> str:
        """Gas for which the instrument is set, as it writes it."""
        ...


@runtime_checkable
class WaterBench(Protocol):
    """A flow bench for water with a vessel that is drained and filled: pump, valves, thermometer, clock."""

    @command("排空容器", "drain the vessel")
    def drain(self) -> None:
        """Empty the vessel to where it begins to be filled; no flow."""
        ...

    @command("将流量调至 {value} {unit} 并稳定", "set the flow to {value} {unit} and let it settle", energises=True)
    def set_flow(self, value: Decimal, unit: str) -> None:
        """Let water flow through the meter into the vessel."""
        ...

    @command("关闭阀门", "close the valve", makes_safe=True)
    def stop(self) -> None:
        """Let no water flow; the safe state."""
        ...

    @reading
    def flow(self) -> Reading:
        """Flow rate that the bench shows."""
        ...

    @reading_of("water_temperature")
    def temperature(self) -> Reading:
        """Temperature of the water at the meter."""
        ...


@runtime_checkable
class DeliverySystem(Protocol):
    """A measuring system that delivers a liquid and is worked by hand: nozzle or valve, display of the volume."""

    @command("置零，准备供液", "reset the displays")
    def reset(self) -> None:
        """Set what is indicated to zero before a delivery."""
        ...

    @command("以流量 {value} {unit} 供液", "deliver at {value} {unit}", energises=True)
    def open_nozzle(self, value: Decimal, unit: str) -> None:
        """Deliver into the standard at a flow rate."""
        ...

    @command("停止供液", "close the nozzle", makes_safe=True)
    def close_nozzle(self) -> None:
        """End the delivery; the safe state."""
        ...

    @reading_of("volume")
    def volume(self) -> Reading:
        """Volume shown."""
        ...

    @reading_of("fuel_temperature")
    def temperature(self) -> Reading:
        """Temperature of the liquid at the nozzle or the meter."""
        ...


@runtime_checkable
class FuelDispenser(DeliverySystem, Protocol):
    """A dispenser, which shows the price to pay too."""

    @reading
    def amount(self) -> Reading:
        """Price to pay that is shown."""
        ...


@runtime_checkable
class ProvingCan(Protocol):
    """A standard capacity measure with a neck scale and a thermometer."""

    @command("排空标准金属量器并滴流", "drain the measure and let it drip off")
    def drain(self) -> None:
        """Empty it; the dripping time belongs to the procedure."""
        ...

    @reading_of("volume")
    def volume_at_20(self) -> Reading:
        """Volume up to the level in the neck, for the measure at 20 °C."""
        ...

    @reading_of("fuel_temperature")
    def temperature(self) -> Reading:
        """Temperature of the liquid in the measure."""
        ...


@runtime_checkable
class GasDispenser(Protocol):
    """A dispenser of compressed gas that is worked by hand: it fills up to the highest pressure and shows a mass."""

    @command("置零", "reset the displays")
    def reset(self) -> None:
        """Set what is indicated to zero before a filling."""
        ...

    @command("开始加注", "begin to fill", energises=True)
    def begin(self) -> None:
        """Begin a filling."""
        ...

    @command("加注结束，关闭阀门", "end the filling and close the valve", makes_safe=True)
    def finish(self) -> None:
        """End the filling; the safe state."""
        ...

    @reading
    def mass(self) -> Reading:
        """Mass shown after a filling."""
        ...

    @reading
    def flow(self) -> Reading:
        """Largest flow rate of the filling."""
        ...


@runtime_checkable
class GasVessel(Protocol):
    """A pressure vessel on a scale, into which gas is filled."""

    @command("将容器放空至大气压", "vent the vessel to atmosphere")
    def vent(self) -> None:
        """Empty it to zero gauge pressure."""
        ...

    @command("从容器放出 {value} {unit}", "let {value} {unit} off the vessel")
    def release(self, value: Decimal, unit: str) -> None:
        """Let part of the gas off."""
        ...
