"""Serves single simulated instruments without a bench around them: for tests of their drivers, for other clients."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from drivers.simulation.control import ControlPort
from drivers.simulation.device import Device
from drivers.simulation.faults import Fault, FaultPlan
from drivers.simulation.people import SimulatedPeople
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.transport_hub import HOST, Hub


@dataclass(frozen=True, slots=True)
class Served:
    """Where the instruments are.

    Attributes:
        addresses: Address of each by its name.
        control: `host:port` of the control port, through which virtual time passes.
        plans: Each instrument's faults, and what it was asked and honestly answered.
    """

    addresses: Mapping[str, str]
    control: str
    plans: Mapping[str, FaultPlan]


class _Nobody(SimulatedPeople):
    """No people: the control port only lets time pass."""

    def __init__(self) -> None:
        self.acts, self.things = {}, {}

    def act(self, name: str, arguments: Mapping[str, str]) -> Any:  # noqa: ARG002  there is nobody to do it
        raise LookupError(f"there is nobody here who could {name!r}")


@contextmanager
def serve(
    devices: Mapping[str, Device],
    time: VirtualTime | RealTime,
    faults: Mapping[str, Sequence[Fault]] | None = None,
    transports: Sequence[str] = (),
) -> Iterator[Served]:
    """Serve instruments on ports of this machine until the context ends.

    Args:
        devices: The instruments by name; several may share physics, as on one pressure line.
        time: Their time.
        faults: Faults on their wires, by name.
        transports: Further transports of each, as `NAME/TRANSPORT` in the addresses; see `.transports`.

    Raises:
        UnknownTransport: One of them is not for one of the instruments.
    """
    plans = {name: FaultPlan((faults or {}).get(name, ()), time.now) for name in devices}
    with Hub("simulated instruments") as hub:
        addresses = {}
        for name, device in devices.items():
            served = hub.serve(device, plans[name], ("socket", *transports))
            addresses[name] = served.pop("socket")
            addresses |= {f"{name}/{transport}": address for transport, address in served.items()}
        control = hub.run(hub.listen(lambda: ControlPort(_Nobody(), time, hub.clients)))
        yield Served(addresses, f"{HOST}:{control}", plans)
