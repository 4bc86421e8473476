"""The simulated laboratory: one asyncio world in a thread, reached only through its ports on 127.0.0.1."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from drivers.bench_tables import BenchFileError
from drivers.simulation.control import ControlPort
from drivers.simulation.fault_effects import possible
from drivers.simulation.faults import Fault, FaultPlan
from drivers.simulation.inventory import Inventory, SimulatedBench, set_up
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.transport_hub import HOST, Hub
from drivers.simulation.transports import UnknownTransport


class Laboratory:
    """A simulated bench on real sockets; a context manager.

    Args:
        file: The bench.
        units: Nameplate of the unit under test at each position; `1` on a bench for one.
        seed: Everything random follows from it.
        start: Seconds that the world's clock begins with.
        real_time: Let the world run with the wall clock instead of standing still until it is advanced.

    Attributes:
        addresses: Real address of each simulated instrument, by the NAME of `sim:NAME`; further transports of
            `[simulation.serve]` as `NAME/TRANSPORT`.
        control: `host:port` of the control port, through which people act and time passes.
        inventory: The instruments themselves, for `drivers.simulation.truth`.
        plans: Each instrument's faults, and what it was asked and honestly answered.

    Raises:
        BenchFileError: From `set_up`; a fault that an instrument cannot have; an instrument that is not there.
    """

    def __init__(
        self,
        file: SimulatedBench,
        units: Mapping[str, Mapping[str, Any]],
        seed: int,
        *,
        start: Decimal = Decimal(0),
        real_time: bool = False,
    ) -> None:
        self.time = RealTime(start) if real_time else VirtualTime(start)
        self.inventory: Inventory = set_up(file, units, seed, self.time)
        self._file, self._start = file, float(start)
        self.plans = {name: FaultPlan(self._faults(name), self.time.now) for name in self.inventory.devices}
        self._refuse_strangers()
        self._hub = Hub("simulated laboratory")
        self.addresses: dict[str, str] = {}
        self.control = ""

    def __enter__(self) -> Self:
        self._hub.__enter__()
        try:
            self._open()
        except BaseException:
            self._hub.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        self._hub.__exit__(None, None, None)

    def _open(self) -> None:
        wanted = self._file.simulation.serve if self._file.simulation is not None else {}
        for name, device in self.inventory.devices.items():
            try:
                served = self._hub.serve(device, self.plans[name], ("socket", *wanted.get(name, ())))
            except UnknownTransport as error:
                raise BenchFileError([f"simulation.serve.{name}: {error}"]) from error
            self.addresses[name] = served.pop("socket")
            self.addresses |= {f"{name}/{transport}": address for transport, address in served.items()}
        inventory = self.inventory
        port = self._hub.run(
            self._hub.listen(
                lambda: ControlPort(inventory.people, self.time, self._hub.clients, inventory.wiring, inventory.safety)
            )
        )
        self.control = f"{HOST}:{port}"

    def _faults(self, name: str) -> list[Fault]:
        entries = self._file.simulation.faults if self._file.simulation is not None else ()
        faults = [entry.fault() for entry in entries if entry.device == name]
        return [fault for fault in faults if fault.after is None or fault.after >= self._start]

    def _refuse_strangers(self) -> None:
        simulation, devices = self._file.simulation, self.inventory.devices
        if simulation is None:
            return
        known = ", ".join(devices)
        reasons = [
            f"simulation.serve: nothing is called {name!r}; known: {known}"
            for name in simulation.serve
            if name not in devices
        ]
        for entry in simulation.faults:
            if entry.device not in devices:
                reasons.append(f"simulation.faults: nothing is called {entry.device!r}; known: {known}")
            elif not possible(entry.kind, devices[entry.device]):
                reasons.append(f"simulation.faults: {entry.kind!r} cannot happen to {entry.device!r}")
        if reasons:
            raise BenchFileError(reasons)
