"""Simulated electrical instruments served alone, in virtual time, and their drivers on real links."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

import pytest

from drivers.electricity.fluke_55xx import Fluke55xx
from drivers.electricity.fluke_8508a import Fluke8508A
from drivers.electricity.fluke_8588a import Fluke8588A
from drivers.electricity.hp3458a import HP3458A
from drivers.electricity.hp34401a import HP34401A
from drivers.electricity.scpi_multimeter import ScpiMultimeter
from drivers.fitting import Driver, Fitting
from drivers.link.factory import open_link
from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.clock import VirtualClock
from drivers.simulation.device import Device, Name
from drivers.simulation.electricity_calibrator import CalibratorErrors, CalibratorModel
from drivers.simulation.electricity_fluke_models import SimulatedFluke5522A, SimulatedFluke5720A
from drivers.simulation.electricity_meter import MeterErrors, MeterModel
from drivers.simulation.electricity_old_meters import Simulated3458A, Simulated8508A
from drivers.simulation.electricity_scpi_meter import SimulatedScpiMeter
from drivers.simulation.faults import Fault
from drivers.simulation.ports import leads, terminals
from drivers.simulation.safety import Safety
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime
from drivers.simulation.units.multimeter import connect
from drivers.simulation.wiring import Ports, Wiring

FLUKE = Name("FLUKE", "5522A", "1972905", "1.1+1.3+1.8")


@dataclass
class World:
    """What stands on the table, and the clock of its user."""

    time: VirtualTime
    addresses: Mapping[str, str]
    clock: VirtualClock
    fit: Callable[..., Any]


@pytest.fixture
def world() -> Iterator[Callable[..., World]]:
    """Serves devices by name; `fit(driver, name, **options)` puts a driver on one of them."""
    with ExitStack() as stack:

        def open_world(time: VirtualTime, devices: Mapping[str, Device], **faults: tuple[Fault, ...]) -> World:
            served = stack.enter_context(serve(devices, time, faults))
            links: list[Any] = []
            client = ControlClient(
                served.control, lambda: {p: link.sent_count for link in links if (p := link.local_port()) is not None}
            )
            stack.callback(client.close)
            clock = VirtualClock(client)

            def fit(driver: type[Driver], name: str, timeout: float | None = None, **options: str) -> Any:
                assert driver.LINE is not None
                # A busy machine may answer late; the limit is short only where an answer is kept back.
                line = replace(driver.LINE, timeout=timeout or (0.3 if faults.get(name) else 5.0))
                link = open_link(served.addresses[name], f"{name} at sim:{name}", line)
                stack.callback(link.close)
                links.append(link)
                fitted: Any = driver.fit(Fitting(name, link.where, clock, link, {}, options))
                fitted.identity()
                return fitted

            return World(time, served.addresses, clock, fit)

        yield open_world


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def fluke5522(time: VirtualTime) -> SimulatedFluke5522A:
    return SimulatedFluke5522A(CalibratorModel(CalibratorErrors.of(1, "5522")), FLUKE, time)


@pytest.fixture
def fluke5720(time: VirtualTime) -> SimulatedFluke5720A:
    name = Name("FLUKE", "5720A", "8765432", "1.5+A+*")
    return SimulatedFluke5720A(CalibratorModel(CalibratorErrors.of(1, "5720")), name, time, (1, "5720"))


@dataclass
class Table:
    """A calibrator and a multimeter on the same leads, and the driver of each."""

    source: Any
    meter: Any
    bench: "Leads"
    device: Any


@dataclass
class Leads:
    """The leads between the two, and what must never happen to them."""

    wiring: Wiring
    safety: Safety

    def connect(self, circuit: str) -> None:
        connect(self.wiring, circuit)


METERS = {
    "scpi_multimeter": (ScpiMultimeter, SimulatedScpiMeter, Name("Keysight Technologies", "34465A", "MY0001", "A.03")),
    "hp34401a": (HP34401A, SimulatedScpiMeter, Name("HEWLETT-PACKARD", "34401A", "0", "11-5-2")),
    "fluke_8588a": (Fluke8588A, SimulatedScpiMeter, Name("FLUKE", "8588A", "500001", "1.33")),
    "hp3458a": (HP3458A, Simulated3458A, Name("Keysight", "HP3458A", "", "")),
    "fluke_8508a": (Fluke8508A, Simulated8508A, Name("FLUKE", "8508A", "900001", "2.01")),
}


@pytest.fixture
def table(world: Any, time: VirtualTime) -> Callable[..., Table]:
    """Lays the table: kind of multimeter, its errors, faults on its wire."""

    def lay(kind: str, errors: MeterErrors | None = None, faults: tuple[Fault, ...] = ()) -> Table:
        driver, simulator, name = METERS[kind]
        errors = errors or MeterErrors.honest(1, "meter")
        source = SimulatedFluke5522A(CalibratorModel(CalibratorErrors.of(1, "source")), FLUKE, time)
        model = MeterModel(errors, (1, name.serial))
        outlets = {f"source.{pair}": outlet for pair, outlet in terminals(source).items()}
        inlets = {f"meter.{pair}": inlet for pair, inlet in leads(model, "source").items()}
        safety = Safety()
        laid = Leads(Wiring(Ports(outlets, inlets), {}, safety), safety)
        device = simulator(model, name, time)
        opened = world(time, {"source": source, "meter": device}, meter=faults)
        return Table(opened.fit(Fluke55xx, "source"), opened.fit(driver, "meter"), laid, device)

    return lay
