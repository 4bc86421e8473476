"""A composed unit that answers on the line of a real instrument: its channels behind the bytes of that instrument."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from drivers.simulation.blocks.counter import Counter
from drivers.simulation.blocks.leads import Brought, ChannelOutput
from drivers.simulation.electricity_leads import Terminals
from drivers.simulation.electricity_meter import MeterErrors as MultimeterErrors
from drivers.simulation.electricity_meter import MeterModel as MultimeterModel
from drivers.simulation.mass_balance import SimulatedBalance, SimulatedSBI
from drivers.simulation.meter_device import SimulatedMeter
from drivers.simulation.meter_model import MeterModel
from drivers.simulation.pressure_sensor import PressureSensor, SensorErrors
from drivers.simulation.temperature_lakeshore import SimulatedLakeShore211
from drivers.simulation.temperature_readout import SimulatedReadout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.blocks.at_work import UnitAtWork
    from drivers.simulation.blocks.channel import Indication
    from drivers.simulation.device import Device


@dataclass
class ChannelRegisters(MeterModel):
    """Registers of a meter that are channels of a unit; those that it does not have stand still."""

    channels: Mapping[str, Indication] = field(default_factory=dict)

    def register(self, name: str, decimals: int) -> Decimal:
        """A counting register, cut off after its last digit as counters do."""
        counted = Decimal(repr(self.counted(name, float(self.time.now()))))
        return counted.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)

    def counted(self, name: str, now: float) -> float:
        """A register before its last digit is cut off."""
        if name not in self.channels:
            return self.starts[name]
        return self.channels[name].at(now if self.frozen is None else min(now, self.frozen))

    def rate(self, name: str, now: float) -> float:
        """What a register counts in an hour."""
        channel = self.channels.get(name)
        return 3600.0 * channel.rate(now) if isinstance(channel, Counter) and self.frozen is None else 0.0

    def _momentary(self, name: str) -> float:
        if name in self.channels:
            return self.channels[name].at(float(self.time.now()))
        return super()._momentary(name)


def answer(unit: UnitAtWork, device: Device, serial: str) -> Device:
    """Put a unit behind the bytes of an instrument that is otherwise without errors.

    A meter shows the channels that are called as its registers; every other instrument shows the first channel.

    Args:
        unit: The unit.
        device: The instrument, as it stands alone.
        serial: Serial number; empty for its own.

    Raises:
        LookupError: The instrument has no place for a channel.
    """
    made: Any = device
    first = next(iter(unit.channels.values()))
    model = getattr(made, "model", None)
    if isinstance(made, SimulatedMeter):
        made.model = ChannelRegisters(made.model.time, channels=unit.channels)
        made.mishaps = {**made.mishaps, "stuck": made.model.freeze}
    elif isinstance(made, SimulatedReadout | SimulatedLakeShore211):
        made.node, made.error = Brought(first, "°C"), 0.0
    elif isinstance(made, SimulatedBalance | SimulatedSBI):
        made.pan.gain = 0.0
        made.pan.hang(first)
    elif isinstance(model, PressureSensor):
        model.line, model.errors = Brought(first, "kPa"), SensorErrors()
    elif isinstance(model, MultimeterModel):
        pair = "A" if first.unit == "A" else "V"
        model.errors = MultimeterErrors(noise=0.0)
        model.lead(pair, Terminals(ChannelOutput(first, pair), pair))
    else:
        what = f"{type(device).__name__} has no place for a channel"
        raise LookupError(what)  # noqa: TRY004  the catalogue has no such unit
    if serial:
        made.name = replace(made.name, serial=serial)
    made.name = replace(made.name, firmware=unit.writings.get("software", made.name.firmware))
    for name in ("ask", "safe", "methods", "quantities", "channels", "findings", "writings", "inlets", "outlets"):
        setattr(made, name, getattr(unit, name))
    return device
