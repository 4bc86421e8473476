"""A simulated instrument behind HiSLIP (IVI-6.1): two channels, messages with numbers, an end that is marked.

Synchronised mode only: Initialize, AsyncInitialize, Data, DataEnd, AsyncMaxMsgSize, AsyncStatusQuery, device clear.
Every answer bears the number of the message that it answers, so that a client can tell a stale one.
"""

import asyncio
import struct
from collections.abc import Callable
from functools import partial

from drivers.simulation.device import Device
from drivers.simulation.faults import FaultPlan
from drivers.simulation.transport_hub import HOST, Hub
from drivers.simulation.wire import Conversation

_HEADER = struct.Struct("!2sBBIQ")
_INITIALIZE, _INITIALIZED = 0, 1
_DATA, _DATA_END = 6, 7
_CLEAR_COMPLETE, _CLEAR_ACKNOWLEDGE = 8, 9
_MAXIMUM, _MAXIMUM_SET = 15, 16
_ASYNC_INITIALIZE, _ASYNC_INITIALIZED = 17, 18
_ASYNC_CLEAR, _ASYNC_CLEAR_ACKNOWLEDGE = 19, 23
_STATUS, _STATUS_ANSWER = 21, 22
_ERROR, _UNRECOGNISED = 3, 1
_LARGEST = 1 << 20
_VERSION_1_0 = 0x0100


class HislipChannel(asyncio.Protocol):
    """One TCP connection of a client: its synchronous or its asynchronous channel.

    Args:
        device: The device.
        plan: Its faults.
        opened: Told the client's port and the conversation on its synchronous channel.
        sessions: Numbers given to the sessions of this server so far.
    """

    def __init__(
        self, device: Device, plan: FaultPlan, opened: Callable[[int, Conversation], None], sessions: list[int]
    ) -> None:
        self._device, self._plan, self._opened, self._sessions = device, plan, opened, sessions
        self._buffer, self._message = bytearray(), bytearray()
        self._transport: asyncio.Transport | None = None
        self._conversation: Conversation | None = None
        self._answered = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A channel has been opened."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  asyncio's stream servers give nothing else
        self._transport = transport
        if self._plan.refuses():
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """The client has gone."""
        if self._conversation is not None:
            self._conversation.closed = True

    def data_received(self, data: bytes) -> None:
        """Act on every complete message."""
        self._buffer += data
        while len(self._buffer) >= _HEADER.size:
            prologue, kind, control, parameter, length = _HEADER.unpack_from(self._buffer)
            if prologue != b"HS":
                self._hang_up()
                return
            if len(self._buffer) < _HEADER.size + length:
                return
            payload = bytes(self._buffer[_HEADER.size : _HEADER.size + length])
            del self._buffer[: _HEADER.size + length]
            self._act(kind, control, parameter, payload)

    def _act(self, kind: int, control: int, parameter: int, payload: bytes) -> None:
        if kind == _INITIALIZE:
            self._initialise()
        elif kind in (_DATA, _DATA_END):
            self._hear(kind, parameter, payload)
        elif kind == _CLEAR_COMPLETE:
            if self._conversation is not None:
                self._conversation.clear()
            self._send(_CLEAR_ACKNOWLEDGE, control)
        elif kind == _ASYNC_INITIALIZE:
            self._send(_ASYNC_INITIALIZED)
        elif kind == _MAXIMUM:
            self._send(_MAXIMUM_SET, payload=struct.pack("!Q", _LARGEST))
        elif kind == _ASYNC_CLEAR:
            self._send(_ASYNC_CLEAR_ACKNOWLEDGE)
        elif kind == _STATUS:
            self._send(_STATUS_ANSWER)
        else:
            self._send(_ERROR, _UNRECOGNISED)

    def _initialise(self) -> None:
        assert self._transport is not None  # noqa: S101  a message has come over it
        self._sessions.append(len(self._sessions) + 1)
        self._conversation = Conversation(self._device, self._plan, self._answer, self._hang_up)
        self._opened(int(self._transport.get_extra_info("peername")[1]), self._conversation)
        self._send(_INITIALIZED, parameter=_VERSION_1_0 << 16 | self._sessions[-1])

    def _hear(self, kind: int, number: int, payload: bytes) -> None:
        if self._conversation is None:
            self._hang_up()
            return
        self._answered = number
        self._conversation.feed(payload, whole=kind == _DATA_END)

    def _answer(self, data: bytes) -> None:
        """Send what the device says; the end is marked where its line ends, and only there."""
        whole = data.endswith((self._device.end, b"\n"))
        self._send(_DATA_END if whole else _DATA, parameter=self._answered, payload=data)

    def _send(self, kind: int, control: int = 0, parameter: int = 0, payload: bytes = b"") -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_HEADER.pack(b"HS", kind, control, parameter, len(payload)) + payload)

    def _hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def open_transport(hub: Hub, device: Device, plan: FaultPlan) -> str:
    """Serve a device on HiSLIP; gives its VISA resource name."""
    port = await hub.listen(partial(HislipChannel, device, plan, hub.clients.__setitem__, []))
    return f"TCPIP::{HOST}::hislip0,{port}::INSTR"
