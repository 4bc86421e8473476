"""Serves single simulated instruments without a bench around them: for tests of their drivers, for other clients."""

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import Any

from drivers.simulation.control import ControlPort
from drivers.simulation.device import Device
from drivers.simulation.faults import Fault, FaultPlan
from drivers.simulation.people import SimulatedPeople
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.wire import Connection

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Served:
    """Where the instruments are.

    Attributes:
        addresses: Address of each by its name.
        control: `host:port` of the control port, through which virtual time passes.
    """

    addresses: Mapping[str, str]
    control: str


class _Nobody(SimulatedPeople):
    """No people: the control port only lets time pass."""

    def __init__(self) -> None:
        self.acts = {}

    def act(self, name: str, arguments: Mapping[str, str]) -> Any:  # noqa: ARG002  there is nobody to do it
        raise LookupError(f"there is nobody here who could {name!r}")


@contextmanager
def serve(
    devices: Mapping[str, Device], time: VirtualTime | RealTime, faults: Mapping[str, Sequence[Fault]] | None = None
) -> Iterator[Served]:
    """Serve instruments on ports of this machine until the context ends.

    Args:
        devices: The instruments by name; several may share physics, as on one pressure line.
        time: Their time.
        faults: Faults on their wires, by name.
    """
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="simulated instruments", daemon=True)
    clients: dict[int, Connection] = {}

    async def listen(make: Any) -> asyncio.Server:
        return await loop.create_server(make, _HOST, 0)

    def run(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(timeout=10)

    async def end(servers: Sequence[asyncio.Server]) -> None:
        for server in servers:
            server.close()
        for client in clients.values():
            client.hang_up()
        await asyncio.sleep(0)

    thread.start()
    servers: list[asyncio.Server] = []
    try:
        addresses = {}
        for name, device in devices.items():
            plan = FaultPlan((faults or {}).get(name, ()))
            servers.append(run(listen(partial(Connection, device, plan, clients.__setitem__))))
            addresses[name] = device.scheme.format(port=_port(servers[-1]))
        servers.append(run(listen(lambda: ControlPort(_Nobody(), time, clients))))
        yield Served(addresses, f"{_HOST}:{_port(servers[-1])}")
    finally:
        run(end(servers))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
