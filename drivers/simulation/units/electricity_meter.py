"""A meter of active energy with a data interface, on a three-phase source; a comparator for the pulses of each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation.device import Name
from drivers.simulation.meter_device import SimulatedMeter
from drivers.simulation.meter_dlt645 import SimulatedDLT645
from drivers.simulation.meter_dlt698 import SimulatedDLT698
from drivers.simulation.meter_model import DEFECTS, MeterErrors, MeterModel
from drivers.simulation.nameplate import BadNameplate, quantity_in
from drivers.simulation.noise import uniform
from drivers.simulation.power_bus import PowerBus
from drivers.simulation.power_meter import SimulatedReferenceMeter
from drivers.simulation.power_source import SimulatedSource
from drivers.simulation.pulses import NO_PULSES, PulseOutput, TimePulses
from drivers.simulation.wiring import Inlet
from drivers.simulation.world import World, size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Elements of a meter by its system.
ELEMENTS = {"1P2W": 1, "3P4W": 3}
#: The source's scale and the reference meter's own error: within the class 0.05 of the bench, whatever it states.
_SOURCE_ERROR, _REFERENCE_ERROR = 2e-4, 2e-4
_METER = Name("SIM", "SIM-EM", "", "1.00")
_SOURCE = Name("Steelyard sim", "SIM-PS3", "PS3-0001", "1.0")
#: All comparators count the pulses of one reference meter and answer in its name.
_REFERENCE = Name("Steelyard sim", "SIM-EM05", "EM-2026-01", "2.0")


class _Fed(SimulatedMeter):
    """A meter whose terminals should be on the source."""

    def inlets(self) -> dict[str, Inlet]:
        """Its terminals."""
        return {"phases": Inlet(PowerBus, lambda bus: self.model.apply(bus or PowerBus()), "source.phases")}


class _DLT645(_Fed, SimulatedDLT645):
    """On DL/T 645-2007."""


class _DLT698(_Fed, SimulatedDLT698):
    """On DL/T 698.45."""


class Comparator(SimulatedReferenceMeter):
    """The reference meter with the outputs of the meter under test at a position.

    Attributes:
        beside: Name of that meter on the bench.
    """

    beside = "meter"

    def inlets(self) -> dict[str, Inlet]:
        """Terminals and pulse inputs."""
        return {
            "phases": Inlet(PowerBus, lambda bus: setattr(self, "bus", bus or PowerBus()), "source.phases"),
            "pulses": Inlet(
                PulseOutput, lambda node: setattr(self, "pulses", node or NO_PULSES), f"{self.beside}.pulses"
            ),
            "clock": Inlet(TimePulses, lambda node: setattr(self, "clock", node), f"{self.beside}.clock"),
        }


class ElectricityMeter:
    """The kind of unit.

    Args:
        speaks: Its language.
    """

    name = "meter"
    usual: ClassVar[dict[str, Any]] = {
        "serial": "202611000001",
        "class": "1",
        "system": "3P4W",
        "un": "220 V",
        "imax": "60 A",
        "constant": "1200 imp/kWh",
    }
    methods: frozenset[str] = frozenset()

    def __init__(self, speaks: type[_DLT645 | _DLT698]) -> None:
        self._speaks = speaks

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> _DLT645 | _DLT698:
        """The meter at a position; its honest errors are parts of its class."""
        serial, elements = str(plate.get("serial", "")), ELEMENTS.get(str(plate.get("system", "3P4W")))
        if elements is None:
            raise BadNameplate(f"system: {plate.get('system')!r} is not one of {', '.join(ELEMENTS)}")
        errors = MeterErrors.honest(world.seed, serial, width=_class(plate))
        entry = world.entry(serial)
        if entry.defect:
            errors = errors.with_defect(entry.defect, size_of(entry, DEFECTS))
        full = elements * float(quantity_in(plate, "un", "V") * quantity_in(plate, "imax", "A")) / 1000.0
        energy = "active_energy_import"
        climate = ((0.0, world.simulation.temperature), *sorted(world.simulation.temperature_steps))
        model = MeterModel(world.time, errors, starts={energy: 0.0}, full={energy: full}, climate=climate)
        meter = self._speaks(model, world.name("meter", _METER, serial))
        meter.constant = int(quantity_in(plate, "constant", "imp/kWh"))
        world.people.findings[position] = {"seals": "铅封破损 | seal broken"} if errors.appearance else {}
        return meter

    def at_each(self, world: World, unit: object, suffix: str) -> dict[str, object]:  # noqa: ARG002  all are alike
        """The comparator of a position."""
        error = _REFERENCE_ERROR * uniform(world.seed, "reference")
        comparator = Comparator(PowerBus(), world.name("reference", _REFERENCE), world.time, error)
        comparator.beside = f"{self.name}{suffix}"
        return {f"reference{suffix}": comparator}

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """The source."""
        if "source" in world.simulation.devices:
            return {}
        voltage, current = (1.0 + _SOURCE_ERROR * uniform(world.seed, "source", what) for what in "UI")
        return {"source": SimulatedSource(PowerBus(voltage, current), world.name("source", _SOURCE), world.time)}


def _class(plate: Mapping[str, Any]) -> float:
    """Accuracy class in %; the classes A to D of R 46 are 2, 1, 0.5 and 0.2."""
    text = str(plate.get("class", "")).removesuffix("S")
    try:
        return float(Decimal({"A": "2", "B": "1", "C": "0.5", "D": "0.2"}.get(text, text)))
    except ArithmeticError as error:
        raise BadNameplate(f"class: {plate.get('class')!r} is no accuracy class") from error


UNIT = ElectricityMeter(_DLT645)
UNIT_698 = ElectricityMeter(_DLT698)
