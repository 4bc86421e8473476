"""The simulated laboratory: one asyncio world in a thread, reached only through its ports on 127.0.0.1."""

import asyncio
from collections.abc import Coroutine, Mapping
from decimal import Decimal
from functools import partial
from threading import Thread
from typing import Any, Self, TypeVar

from drivers.bench_file import BenchFile
from drivers.simulation.control import ControlPort
from drivers.simulation.faults import FaultPlan
from drivers.simulation.inventory import Inventory, set_up
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.wire import Connection

Result = TypeVar("Result")
_HOST = "127.0.0.1"


class Laboratory:
    """A simulated bench on real sockets; a context manager.

    Args:
        file: The bench.
        units: Nameplate of the unit under test at each position; `1` on a bench for one.
        seed: Everything random follows from it.
        start: Seconds that the world's clock begins with.
        real_time: Let the world run with the wall clock instead of standing still until it is advanced.

    Attributes:
        addresses: Real address of each simulated instrument, by the NAME of `sim:NAME`.
        control: `host:port` of the control port, through which people act and time passes.
        inventory: The instruments themselves, for `drivers.simulation.truth`.

    Raises:
        BenchFileError: From `set_up`.
    """

    def __init__(
        self,
        file: BenchFile,
        units: Mapping[str, Mapping[str, Any]],
        seed: int,
        *,
        start: Decimal = Decimal(0),
        real_time: bool = False,
    ) -> None:
        self.time = RealTime(start) if real_time else VirtualTime(start)
        self.inventory: Inventory = set_up(file, units, seed, self.time)
        faults = file.simulation.faults if file.simulation is not None else ()
        self._plans = {
            name: FaultPlan([entry.fault() for entry in faults if entry.device == name])
            for name in self.inventory.devices
        }
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="simulated laboratory", daemon=True)
        self._servers: list[asyncio.Server] = []
        self._clients: dict[int, Connection] = {}
        self.addresses: dict[str, str] = {}
        self.control = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._open())
        return self

    def __exit__(self, *_exception: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(timeout=10)

    async def _open(self) -> None:
        for name, device in self.inventory.devices.items():
            plan = self._plans[name]
            accept = partial(Connection, device, plan, self._clients.__setitem__)
            server = await self._loop.create_server(accept, _HOST, 0)
            self.addresses[name] = device.scheme.format(port=self._listen(server))
        server = await self._loop.create_server(
            lambda: ControlPort(self.inventory.people, self.time, self._clients), _HOST, 0
        )
        self.control = f"{_HOST}:{self._listen(server)}"

    def _listen(self, server: asyncio.Server) -> int:
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for connection in self._clients.values():
            connection.hang_up()
        await asyncio.sleep(0)
