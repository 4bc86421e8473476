"""A multimeter on SCPI, on the leads of a 5522A that a person moves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation.device import Name
from drivers.simulation.electricity_calibrator import CalibratorErrors, CalibratorModel
from drivers.simulation.electricity_fluke_models import SimulatedFluke5522A
from drivers.simulation.electricity_meter import DEFECTS, MeterErrors, MeterModel
from drivers.simulation.electricity_scpi_meter import SimulatedScpiMeter
from drivers.simulation.ports import leads
from drivers.simulation.world import World, size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.wiring import Inlet, Wiring

#: Leads of each circuit; input terminals that are not named are left open.
CIRCUITS: Mapping[str, Mapping[str, str]] = {
    "voltage": {"meter.V": "source.V"},
    "current": {"meter.A": "source.A"},
    "2-wire": {"meter.V": "source.V"},
    "4-wire": {"meter.V": "source.V", "meter.S": "source.S"},
}
_INLETS = ("meter.V", "meter.A", "meter.S")
_METER = Name("Steelyard simulation", "SIM-DMM 7.5", "", "1.00")
_CALIBRATOR = Name("FLUKE", "5522A", "SIM-1972905", "1.1+1.3+1.8")


class MultimeterUnderTest(SimulatedScpiMeter):
    """A multimeter whose terminals should be on those of the calibrator."""

    def inlets(self) -> dict[str, Inlet]:
        """Its terminals."""
        return leads(self.model, "source")


class Multimeter:
    """The kind of unit."""

    name = "meter"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001"}
    methods = frozenset({"connect"})

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> MultimeterUnderTest:  # noqa: ARG002
        """The multimeter."""
        serial = str(plate.get("serial", ""))
        entry, errors = world.entry(serial), MeterErrors.honest(world.seed, serial)
        if entry.defect:
            errors = errors.with_defect(entry.defect, size_of(entry, DEFECTS))
        name = world.name("meter", _METER, serial)
        model = MeterModel(errors, (world.seed, name.serial), temperature=world.air)
        world.people.learn("connect", lambda circuit: connect(world.laid(), circuit), Decimal(30))
        return MultimeterUnderTest(model, name, world.time)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """The calibrator."""
        if "source" in world.simulation.devices:
            return {}
        model = CalibratorModel(CalibratorErrors.of(world.seed, "source"))
        return {"source": SimulatedFluke5522A(model, world.name("source", _CALIBRATOR), world.time)}


def connect(wiring: Wiring, circuit: str) -> None:
    """Lay the leads of a circuit; raises `LookupError` for one that this bench does not have."""
    if circuit not in CIRCUITS:
        raise LookupError(f"no circuit {circuit!r} here; there are {', '.join(CIRCUITS)}")
    for inlet in _INLETS:
        wanted = CIRCUITS[circuit].get(inlet, "")
        if wiring.wires[inlet] != wanted:
            wiring.move(inlet, wanted)


UNIT = Multimeter()
