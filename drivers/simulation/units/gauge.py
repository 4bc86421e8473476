"""A pointer gauge that a person reads, on the line of a pressure controller."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation import gauge as gauges
from drivers.simulation.device import Name
from drivers.simulation.gauge import GaugeErrors, SimulatedGauge
from drivers.simulation.nameplate import gauge_plate
from drivers.simulation.noise import uniform
from drivers.simulation.pace import SimulatedPace
from drivers.simulation.people import Clumsy
from drivers.simulation.pressure_line import PressureLine
from drivers.simulation.wiring import Inlet
from drivers.simulation.world import World, size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_SOURCE = Name("Druck", "Pace5000 User Interface", "SIM-5000-01", "02.02.11")


class GaugeUnderTest(SimulatedGauge):
    """A gauge that can be screwed to a line, and left open to the atmosphere."""

    full_scale = 2100.0

    def inlets(self) -> dict[str, Inlet]:
        """Its thread."""
        return {"input": Inlet(PressureLine, self._put, "source.output", max(abs(self.plate.lower), self.plate.upper))}

    def _put(self, node: PressureLine | None) -> None:
        self.line = node or PressureLine(self.full_scale)


class Gauge:
    """The kind of unit.

    Args:
        parts: Parts of a division to which it is read.
    """

    name = "gauge"
    usual: ClassVar[dict[str, Any]] = {
        "serial": "SIM-0001",
        "class": "1.6",
        "lower": "0 MPa",
        "upper": "1.6 MPa",
        "division": "0.05 MPa",
    }
    methods = frozenset({"before_tap", "after_tap"})

    def __init__(self, parts: int = 5) -> None:
        self.parts = parts

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> GaugeUnderTest:
        """The gauge at a position."""
        serial = str(plate.get("serial", ""))
        errors = sample(world, serial)
        line = PressureLine(world.simulation.full_scale)
        gauge = GaugeUnderTest(gauge_plate(plate, self.parts), errors, line, (world.seed, serial), world.air)
        gauge.full_scale = world.simulation.full_scale
        self.attend(world, position, findings_of(errors))
        return gauge

    def attend(self, world: World, position: str, findings: Mapping[str, str]) -> None:
        """People find this at a position, and know how to read a gauge."""
        world.people.findings[position] = findings
        world.people.learn("before_tap", partial(_read, world, tap=False), Decimal(2))
        world.people.learn("after_tap", partial(_read, world, tap=True), Decimal(2))

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """The controller."""
        return {} if "source" in world.simulation.devices else {"source": controller(world)}


def findings_of(errors: GaugeErrors) -> dict[str, str]:
    """What an inspector finds on a gauge with these errors."""
    findings = {"case": "表盘玻璃破裂 | glass cracked"} if errors.appearance else {}
    return {**findings, "smoothness": "指针跳动 | pointer jumps"} if errors.jumps else findings


def _read(world: World, *, tap: bool, at: str = "1") -> dict[str, str]:
    """Read the pointer at a position, after a tap on the case where that is wanted."""
    gauge = world.people.things.get(world.people.under_test.get(at, ""))
    if not isinstance(gauge, SimulatedGauge):
        raise Clumsy(f"there is no gauge at position {at}")
    value = gauge.after_tap(world.now()) if tap else gauge.before_tap(world.now())
    return {"text": f"{value:f}", "value": f"{value:f}", "unit": gauge.plate.unit}


def controller(world: World) -> SimulatedPace:
    """A controller with errors of its own: a third of 0.02 % of full scale each, whatever its certificate says."""
    seed, full_scale = world.seed, world.simulation.full_scale
    gain, offset = 0.00005 * uniform(seed, "source", "gain"), 0.00005 * full_scale * uniform(seed, "source", "offset")
    line = PressureLine(full_scale, 1.0 + gain, offset, world.simulation.time_constant)
    return SimulatedPace(line, world.name("source", _SOURCE), world.time, (seed, "source"))


def sample(world: World, serial: str) -> GaugeErrors:
    """Errors of the gauge with this serial number; raises `BenchFileError` for a defect that gauges do not have."""
    entry, errors = world.entry(serial), gauges.honest(world.seed, serial)
    if not entry.defect:
        return errors
    return gauges.with_defect(errors, entry.defect, size_of(entry, gauges.DEFECTS))


UNIT = Gauge()
PRECISION = Gauge(parts=10)
