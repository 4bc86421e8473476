"""A simulated instrument behind VXI-11 (TCP/IP instrument protocol, rev. 1.0), on a port of its own.

No portmapper. The core channel as ONC RPC over TCP (RFC 5531, RFC 4506): create_link, device_write, device_read,
device_readstb, device_trigger, device_clear, device_remote, device_local, destroy_link.
What the protocol acknowledges needs no fence. A new question clears an answer that nobody has fetched (IEEE 488.2).
"""

import asyncio
import struct
from functools import partial

from drivers.simulation.device import Device
from drivers.simulation.faults import FaultPlan
from drivers.simulation.transport_hub import HOST, Hub
from drivers.simulation.wire import Conversation

_CORE = 0x0607AF
_CREATE, _WRITE, _READ, _STATUS, _TRIGGER, _CLEAR, _REMOTE, _LOCAL, _DESTROY = 10, 11, 12, 13, 14, 15, 16, 17, 23
_END_FLAG, _TERM_FLAG = 8, 128
_REQUESTED, _CHARACTER, _END = 1, 2, 4
_TIMED_OUT, _UNSUPPORTED = 15, 8
_LARGEST = 4096
_LAST_FRAGMENT = 0x80000000


class Vxi11Channel(asyncio.Protocol):
    """The core channel of one client.

    Args:
        device: The device.
        plan: Its faults.
    """

    def __init__(self, device: Device, plan: FaultPlan) -> None:
        self._device, self._plan = device, plan
        self._buffer, self._fragments, self._out = bytearray(), bytearray(), bytearray()
        self._transport: asyncio.Transport | None = None
        self._reading: tuple[int, int, bytes, asyncio.TimerHandle] | None = None
        self._conversation = Conversation(device, plan, self._answer, self._hang_up)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  asyncio's stream servers give nothing else
        self._transport = transport
        if self._plan.refuses():
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """The client has gone."""
        self._conversation.closed = True
        if self._reading is not None:
            self._reading[3].cancel()

    def data_received(self, data: bytes) -> None:
        """Act on every complete record; its fragments are put together first."""
        self._buffer += data
        while len(self._buffer) >= 4:
            (mark,) = struct.unpack_from("!I", self._buffer)
            length = mark & ~_LAST_FRAGMENT
            if len(self._buffer) < 4 + length:
                return
            self._fragments += self._buffer[4 : 4 + length]
            del self._buffer[: 4 + length]
            if mark & _LAST_FRAGMENT:
                record = bytes(self._fragments)
                self._fragments.clear()
                self._call(record)

    def _call(self, record: bytes) -> None:
        number, kind, _rpc, program, _version, procedure = struct.unpack_from("!6I", record)
        place = 24
        for _credential in ("credential", "verifier"):
            (size,) = struct.unpack_from("!I", record, place + 4)
            place += 8 + (size + 3) // 4 * 4
        if kind != 0 or program != _CORE:
            self._reply(number, b"", accepted=1)
            return
        self._do(number, procedure, record[place:])

    def _do(self, number: int, procedure: int, given: bytes) -> None:
        if procedure == _CREATE:
            self._reply(number, struct.pack("!iiII", 0, 1, 0, _LARGEST))
        elif procedure == _WRITE:
            _link, _io, _lock, flags, size = struct.unpack_from("!iIIiI", given)
            self._out.clear()
            self._conversation.feed(given[20 : 20 + size], whole=bool(flags & _END_FLAG))
            self._reply(number, struct.pack("!iI", 0, size))
        elif procedure == _READ:
            self._read(number, given)
        elif procedure == _STATUS:
            self._reply(number, struct.pack("!iI", 0, 16 if self._out else 0))
        elif procedure in (_TRIGGER, _CLEAR, _REMOTE, _LOCAL, _DESTROY):
            if procedure == _CLEAR:
                self._conversation.clear()
                self._out.clear()
            self._reply(number, struct.pack("!i", 0))
        else:
            self._reply(number, struct.pack("!i", _UNSUPPORTED))

    def _read(self, number: int, given: bytes) -> None:
        _link, size, io_timeout, _lock, flags, character = struct.unpack_from("!iIIIii", given)
        stop = bytes([character & 0xFF]) if flags & _TERM_FLAG else b""
        waiting = asyncio.get_running_loop().call_later(io_timeout / 1000.0, self._timed_out)
        self._reading = (number, size, stop, waiting)
        self._deliver()

    def _deliver(self) -> None:
        """Answer a read that is waiting, once a whole line, its stop character or as much as was asked for is there."""
        if self._reading is None:
            return
        number, size, stop, waiting = self._reading
        at = self._out.find(stop) if stop else -1
        whole = self._out.endswith((self._device.end, b"\n"))
        if not self._out or (at < 0 and not whole and len(self._out) < size):
            return
        taken = min(size, at + 1 if at >= 0 else len(self._out))
        data = bytes(self._out[:taken])
        del self._out[:taken]
        reason = (_CHARACTER if at >= 0 and at < taken else 0) | (_REQUESTED if taken == size else 0)
        reason |= _END if whole and not self._out else 0
        waiting.cancel()
        self._reading = None
        padding = b"\0" * (-len(data) % 4)
        self._reply(number, struct.pack("!iiI", 0, reason, len(data)) + data + padding)

    def _timed_out(self) -> None:
        if self._reading is not None:
            number, self._reading = self._reading[0], None
            self._reply(number, struct.pack("!iiI", _TIMED_OUT, 0, 0))

    def _answer(self, data: bytes) -> None:
        self._out += data
        self._deliver()

    def _reply(self, number: int, result: bytes, accepted: int = 0) -> None:
        body = struct.pack("!6I", number, 1, 0, 0, 0, accepted) + result
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(struct.pack("!I", _LAST_FRAGMENT | len(body)) + body)

    def _hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def open_transport(hub: Hub, device: Device, plan: FaultPlan) -> str:
    """Serve a device on VXI-11; gives its VISA resource name, which names the port."""
    port = await hub.listen(partial(Vxi11Channel, device, plan))
    return f"TCPIP::{HOST},{port}::inst0::INSTR"
