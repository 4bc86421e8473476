"""What meets the faults: a driver on its own simulator, brought to a value, and the one reading that it takes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from drivers import registry
from drivers.errors import InstrumentError, Reported
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.roles import Phase, Reading
from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.clock import VirtualClock
from drivers.simulation.catalogue import alone
from drivers.simulation.faults import FaultPlan
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime
from tests.drivers.lone_options import OPTIONS

READS = ("indication", "mass", "temperature", "pressure", "flow", "output", "power")
SETS = (
    ("set_pressure", Decimal(100), "kPa"),
    ("set_temperature", Decimal(50), "°C"),
    ("set_flow", Decimal(1), "L/min"),
    ("set_voltage", Decimal(1), "V"),
)
#: Voltages of the points that a source is set to in turn: a read-back of the one before is a wrong one.
VOLTAGES = (Decimal(230), Decimal(115))


@dataclass(frozen=True, slots=True)
class Subject:
    """A driver, and the plan of the simulated instrument behind it."""

    driver: Any
    device: Any
    plan: FaultPlan
    link: Any
    reads: tuple[str, ...] = READS
    known: list[str] = field(default_factory=list)
    points: list[Decimal] = field(default_factory=list)

    def read(self) -> Reading:
        """Take the one reading that this kind of driver takes; of a source, what it holds when set and confirmed."""
        if hasattr(self.driver, "set_output") and not hasattr(self.driver, "output"):
            return self.put_out()
        for name in self.reads:
            if hasattr(self.driver, name):
                found: Reading = getattr(self.driver, name)()
                return found
        if hasattr(self.driver, "quantities"):
            return self.driver.reading(self.quantity())  # type: ignore[no-any-return]
        if hasattr(self.driver, "dc_voltage"):
            return self.driver.dc_voltage(Decimal(10))  # type: ignore[no-any-return]
        return self.driver.frequency(Decimal(1))  # type: ignore[no-any-return]

    def put_out(self) -> Reading:
        """Set the next point; 1 when the source then holds it, as the driver has promised by returning."""
        voltage = VOLTAGES[len(self.points) % 2]
        self.points.append(voltage)
        self.driver.set_output([Phase(voltage, Decimal(5), Decimal(60))] * 3, Decimal(50))
        held = self.device.held()
        return Reading("", Decimal(min(held) / float(voltage)).quantize(Decimal("0.001")), "1")

    def quantity(self) -> str:
        """The first quantity that the meter has."""
        if not self.known:
            for name in self.driver.quantities():
                with suppress(Reported):
                    self.driver.reading(name)
                    self.known.append(name)
                    break
        return self.known[0]


@contextmanager
def fitted(name: str) -> Iterator[Subject]:
    """A driver on its own simulator, identified and brought to a value."""
    time = VirtualTime()
    device: Any = alone(name, time)
    with serve({name: device}, time) as served:
        kind = registry.load(name)
        assert kind.LINE is not None
        where = f"{name} at {served.addresses[name]}"
        link = open_link(served.addresses[name], where, replace(kind.LINE, timeout=2.0))
        client = ControlClient(served.control, lambda: {port: link.sent_count} if (port := link.local_port()) else {})
        fitting = Fitting("role", where, VirtualClock(client), link, options=OPTIONS.get(name, {}))
        driver: Any = kind.fit(fitting)
        told = tuple(method for method in READS if method in OPTIONS.get(name, {}))  # one class for many roles is told
        subject = Subject(driver, device, served.plans[name], link, told or READS)
        if name == "continuous_indicator":
            device.pan.place(60000.0, -100.0)
        if hasattr(driver, "identity"):
            driver.identity()
        prepare(driver)
        yield subject
        link.close()
        client.close()


def prepare(driver: Any) -> None:
    """Bring an output to a value, where it has one and can."""
    for name, value, unit in SETS:
        if hasattr(driver, name):
            with suppress(InstrumentError, TypeError):
                getattr(driver, name)(value, unit, *([Decimal(0)] if name == "set_voltage" else []))
            if hasattr(driver, "operate"):
                with suppress(InstrumentError):
                    driver.operate()
            return
