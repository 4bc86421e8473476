"""Serves the simulated meters of a monitor file, each line on a port of this computer."""

from __future__ import annotations

import math
import zlib
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from drivers.simulation import catalogue
from drivers.simulation.device import Name
from drivers.simulation.faults import FaultPlan
from drivers.simulation.gas_detector_modbus import Course, SimulatedGasDetector
from drivers.simulation.meter_dlms import SimulatedHDLCMeter
from drivers.simulation.meter_line import MeterLine
from drivers.simulation.meter_load import Load
from drivers.simulation.meter_mbus import SimulatedMBus
from drivers.simulation.meter_modbus import SimulatedModbusMeter
from drivers.simulation.noise import uniform
from drivers.simulation.transport_hub import Hub
from monitoring.monitor_file import SIMULATED
from monitoring.schedule import face

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drivers.simulation.meter_device import SimulatedMeter
    from monitoring.clock import Clock
    from monitoring.monitor_file import MeterEntry, MonitorFile

INSTALLED: Final = 1_767_225_600.0
"""2026-01-01 00:00 UTC."""
AMPERES: Final = (1.0, 9.0)
"""Between these lies the current of each meter."""


class SinceInstalled:
    """The world's time: seconds since the meters were installed, long before the monitor begins.

    So they go on counting from one run of a monitor to the next, and have recorded what it missed.

    Args:
        clock: The clock.
    """

    waits = True

    def __init__(self, clock: Clock) -> None:
        self._clock, self.began = clock, float(math.floor(clock.now()))
        self.installed = min(INSTALLED, self.began)
        self.stands = True

    def now(self) -> Decimal:
        """Seconds, to the millisecond; 0 while the meters are being made."""
        return Decimal(0) if self.stands else Decimal(f"{self._clock.now() - self.installed:.3f}")


@contextmanager
def simulated_lines(file: MonitorFile, clock: Clock) -> Iterator[Mapping[str, str]]:
    """Serve every line with the address ``sim:`` until the context ends; gives the address of each.

    Args:
        file: The monitor file.
        clock: The time by which the meters count and their clocks run.
    """
    names = [name for name, line in file.lines.items() if line.address == SIMULATED]
    if not names:
        yield {}
        return
    world = SinceInstalled(clock)
    made = {name: _line(file, name, world) for name in names}
    world.stands = False
    with Hub("simulated meters") as hub:
        yield {name: hub.serve(line, FaultPlan((), world.now))["socket"] for name, line in made.items()}


def _line(file: MonitorFile, line: str, world: SinceInstalled) -> MeterLine:
    simulation = file.simulation
    begin = world.began - world.installed
    silences = [
        (begin + 60.0 * o.after, begin + 60.0 * (o.after + o.minutes))
        for o in (simulation.outages if simulation is not None else ())
        if o.line == line
    ]
    meters = [_meter(file, name, m, world) for name, m in file.meters.items() if m.line == line]
    return MeterLine(line, meters, world, silences)


def _meter(file: MonitorFile, name: str, entry: MeterEntry, world: SinceInstalled) -> SimulatedMeter:
    seed = file.simulation.seed if file.simulation is not None else 0
    ahead = file.simulation.clocks.get(name, 0) if file.simulation is not None else 0
    made: Any = catalogue.alone(entry.driver, world, seed)
    serial = entry.options.get("address", "") or made.name.serial
    if entry.driver == "modbus_meter":
        framing = entry.options.get("framing", "rtu")
        serial, unit = f"{2_604_000 + _number(name)}", int(entry.options.get("unit", "1"))
        made = _on_modbus(file, name, made, unit, framing, world, seed)
    elif entry.driver == "mbus":
        serial, primary = f"{26_040_000 + _number(name)}", int(entry.options.get("address", "1"))
        made = SimulatedMBus(made.model, made.name, primary)
    elif entry.driver == "dlms" and entry.options.get("framing") == "hdlc":
        made = SimulatedHDLCMeter(made.model, made.name)
    made.name = Name(made.name.maker, made.name.model, serial, made.name.firmware)
    low, high = AMPERES
    current = low + (high - low) * abs(uniform(seed, name, "current"))
    made.model.apply(Load(currents=(current, current, current)))
    right = made.model.face()
    made.model.set_back += int((right - face(world.installed, file.zone)).total_seconds()) - ahead
    found: SimulatedMeter = made
    return found


def _number(name: str) -> int:
    """A number for a name, for serial numbers that differ."""
    return zlib.crc32(name.encode()) % 1000


def _on_modbus(
    file: MonitorFile, name: str, made: Any, unit: int, framing: str, world: SinceInstalled, seed: int
) -> SimulatedModbusMeter:  # fmt: skip
    """A meter on Modbus, or a gas detector where the file calls it one."""
    of = file.simulation.detectors.get(name) if file.simulation is not None else None
    if of is None:
        return SimulatedModbusMeter(made.model, made.name, unit, framing)
    begin = world.began - world.installed

    def after(minutes: float | None) -> float | None:
        return None if minutes is None else begin + 60.0 * minutes

    leaks = tuple((begin + 60.0 * k.after, begin + 60.0 * (k.after + k.minutes), k.content) for k in of.leaks)
    course = Course(begin, of.drift, after(of.silent_after), after(of.fails_after), leaks)
    return SimulatedGasDetector(made.model, made.name, unit, framing, course, seed)
