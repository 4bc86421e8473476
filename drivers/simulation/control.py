"""The control port: one JSON object per line, by which simulated people act and virtual time passes.

Request `{"id": …, "do": NAME, "with": {…}, "after": {PORT: BYTES}}`, reply `{"id": …, "done": …, "elapsed": "…"}`, or
with `refused` and the reason in place of `done`. `after` is the fence: the request is carried out only when the
instrument at the other end of each client port has been given that many bytes, so that a command without an answer
can never be overtaken by the clock.

`NAME` is an act of the people, or `now`, `sleep` (`seconds`), `rewire` (`inlet`, `output`).
"""

import asyncio
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from drivers.simulation.people import SimulatedPeople
from drivers.simulation.safety import Safety
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.wire import Conversation
from drivers.simulation.wiring import Wiring

_FENCE_SECONDS = 2.0


class ControlPort(asyncio.Protocol):
    """One client of the control port.

    Args:
        people: Who acts.
        time: What passes.
        clients: Conversations with the instruments, by client port.
        wiring: The wires, where there are any to move.
        safety: Told when the client leaves.
    """

    def __init__(
        self,
        people: SimulatedPeople,
        time: VirtualTime | RealTime,
        clients: Mapping[int, Conversation],
        wiring: Wiring | None = None,
        safety: Safety | None = None,
    ) -> None:
        self._people, self._time, self._clients = people, time, clients
        self._wiring, self._safety = wiring, safety
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  asyncio's stream servers give nothing else
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """The client has gone: nothing may be left on."""
        if self._safety is not None:
            self._safety.leaving()

    def data_received(self, data: bytes) -> None:
        """Carry out every complete request, at once where no fence has to be waited for."""
        self._buffer += data
        while (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            self._request(line)

    def _request(self, line: bytes) -> None:
        try:
            request = json.loads(line)
            fence = {int(port): int(count) for port, count in request.get("after", {}).items()}
        except (ValueError, AttributeError) as error:
            self._reply({}, {"refused": f"not a request: {error}"})
            return
        if self._passed(fence):
            self._carry_out(request)
        else:
            task = asyncio.get_running_loop().create_task(self._wait_and_carry_out(request, fence))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _wait_and_carry_out(self, request: dict[str, Any], fence: dict[int, int]) -> None:
        deadline = asyncio.get_running_loop().time() + _FENCE_SECONDS
        while not self._passed(fence):
            if asyncio.get_running_loop().time() > deadline:
                self._reply(request, {"refused": "an instrument has not received what was sent to it"})
                return
            await asyncio.sleep(0.0005)
        self._carry_out(request)

    def _passed(self, fence: Mapping[int, int]) -> bool:
        return all(
            (client := self._clients.get(port)) is not None and (client.closed or client.received >= count)
            for port, count in fence.items()
        )

    def _carry_out(self, request: dict[str, Any]) -> None:
        name, arguments = str(request.get("do", "")), request.get("with", {})
        try:
            done = None
            if name == "sleep":
                self._time.advance(Decimal(arguments["seconds"]))
            elif name == "rewire" and self._wiring is not None:
                self._wiring.move(str(arguments["inlet"]), str(arguments["output"]))
            elif name != "now":
                done = self._people.act(name, arguments)
        except (LookupError, ValueError, TypeError, ArithmeticError) as error:
            self._reply(request, {"refused": str(error)})
            return
        self._reply(request, {"done": done})

    def _reply(self, request: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        if self._transport is not None:
            reply = {"id": request.get("id"), **answer, "elapsed": str(self._time.now())}
            self._transport.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
