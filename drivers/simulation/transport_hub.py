"""The thread, the event loop and the ports of a simulated world, whatever is served on them."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from threading import Thread
from typing import TYPE_CHECKING, Any, Self, TypeVar

from drivers.simulation.device import Device
from drivers.simulation.faults import FaultPlan

if TYPE_CHECKING:
    from drivers.simulation.wire import Conversation

Result = TypeVar("Result")
HOST = "127.0.0.1"


class Hub:
    """A context manager around one event loop in a thread of its own.

    Attributes:
        loop: The loop.
        clients: Conversations by client port, for the fence.
    """

    def __init__(self, name: str) -> None:
        self.loop = asyncio.new_event_loop()
        self.clients: dict[int, Conversation] = {}
        self._thread = Thread(target=self.loop.run_forever, name=name, daemon=True)
        self._servers: list[asyncio.Server] = []
        self._endings: list[Callable[[], None]] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.run(self._close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Have something done in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=10)

    async def listen(self, make: Callable[[], asyncio.Protocol]) -> int:
        """Serve a protocol on a free port of this machine; gives the port."""
        server = await self.loop.create_server(make, HOST, 0)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    def at_end(self, ending: Callable[[], None]) -> None:
        """Have something done in the loop before it ends."""
        self._endings.append(ending)

    def serve(self, device: Device, plan: FaultPlan, transports: Sequence[str] = ()) -> dict[str, str]:
        """Serve a device on the given transports, by default on its own line.

        Returns:
            Transport to address; the device's own line is called `socket`.

        Raises:
            UnknownTransport: From `transports.opener`.
        """
        from drivers.simulation.transports import opener

        openers = {name: opener(name, device) for name in transports or ("socket",)}
        return {name: self.run(open_it(self, device, plan)) for name, open_it in openers.items()}

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for ending in self._endings:
            with contextlib.suppress(OSError):  # a terminal whose other end is gone
                ending()
        for client in self.clients.values():
            client.hang_up()
        await asyncio.sleep(0)
