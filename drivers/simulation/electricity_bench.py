"""The simulated electrical bench: a 5522A, the multimeter under test on its leads, and the person who moves them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drivers.simulation.device import Device, Name, Time
from drivers.simulation.electricity_calibrator import CalibratorErrors, CalibratorModel
from drivers.simulation.electricity_fluke_models import SimulatedFluke5522A
from drivers.simulation.electricity_meter import MeterErrors, MeterModel
from drivers.simulation.electricity_scpi_meter import SimulatedScpiMeter
from drivers.simulation.ports import leads, terminals
from drivers.simulation.safety import Safety
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.wiring import NOTHING, Ports, Wiring

#: Terminals of the unit under test.
INLETS = ("meter.V", "meter.A", "meter.S")
#: Leads of each circuit; input terminals that are not named are left open.
CIRCUITS: Mapping[str, Mapping[str, str]] = {
    "voltage": {"meter.V": "source.V"},
    "current": {"meter.A": "source.A"},
    "2-wire": {"meter.V": "source.V"},
    "4-wire": {"meter.V": "source.V", "meter.S": "source.S"},
}


@dataclass(frozen=True, slots=True)
class ElectricalBench:
    """What stands on it.

    Attributes:
        source: The calibrator.
        meter: The unit under test.
        wiring: The leads.
        safety: What must never happen to them.
    """

    source: SimulatedFluke5522A
    meter: Device
    wiring: Wiring
    safety: Safety

    def connect(self, circuit: str) -> None:
        """Lay the leads of a circuit; raises `LookupError` for one that this bench does not have."""
        if circuit not in CIRCUITS:
            raise LookupError(f"no circuit {circuit!r} here; there are {', '.join(CIRCUITS)}")
        for inlet in INLETS:
            wanted = CIRCUITS[circuit].get(inlet, "")
            if self.wiring.wires[inlet] != wanted:
                self.wiring.move(inlet, wanted)


def electrical_bench(
    names: tuple[Name, Name],
    errors: MeterErrors,
    laid: Mapping[str, tuple[str, ...]],
    temperature: Callable[[float], float],
    seed: int,
    time: VirtualTime | RealTime,
    make: Callable[[MeterModel, Name, Time], Device] = SimulatedScpiMeter,
    further: Ports = NOTHING,
) -> ElectricalBench:
    """Set the bench up.

    Args:
        names: Identities of the calibrator and of the unit under test.
        errors: Errors of the unit under test.
        laid: Leads as the bench file lays them; empty for as they should be.
        temperature: Air temperature in °C at a time.
        seed: Everything random follows from it.
        time: The world's time.
        make: Language of the unit under test, around its physics.
        further: What else can be connected.

    Raises:
        UnknownWire: The bench file names terminals that there are not.
    """
    source = SimulatedFluke5522A(CalibratorModel(CalibratorErrors.of(seed, "source")), names[0], time)
    model = MeterModel(errors, (seed, names[1].serial), temperature=temperature)
    outlets = {f"source.{pair}": outlet for pair, outlet in terminals(source).items()}
    inlets = {f"meter.{pair}": inlet for pair, inlet in leads(model, "source").items()}
    safety = Safety()
    wiring = Wiring(Ports(outlets, inlets) | further, laid, safety)
    return ElectricalBench(source, make(model, names[1], time), wiring, safety)
