"""Carries a device's bytes over TCP, through its fault plan."""

import asyncio
from collections.abc import Callable

from drivers.simulation.device import Device, FramedDevice, Wait
from drivers.simulation.faults import IMPOSTOR, FaultPlan, Sent, spoil


class Connection(asyncio.Protocol):
    """One client of one device.

    Args:
        device: The device.
        plan: Its faults.
        opened: Told the client's port and this connection.

    Attributes:
        received: Bytes that the device has been given so far: the world's side of the fence.
        closed: Whether the connection has ended.
    """

    def __init__(self, device: Device, plan: FaultPlan, opened: Callable[[int, "Connection"], None]) -> None:
        self._device, self._plan, self._opened = device, plan, opened
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self.received = 0
        self.closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  asyncio's stream servers give nothing else
        self._transport = transport
        self._opened(int(transport.get_extra_info("peername")[1]), self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """The client has gone."""
        self.closed = True

    def hang_up(self) -> None:
        """End the connection from the instrument's side."""
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Bytes have come; every complete message is answered before the count moves on."""
        self._buffer += data
        while (message := self._next()) is not None:
            self._answer(message)
        self.received += len(data)

    def _next(self) -> bytes | None:
        """Take the first complete message out of what has come: a line, or a frame of a device that knows frames."""
        if isinstance(self._device, FramedDevice):
            length = self._device.length(bytes(self._buffer))
            if length is None or len(self._buffer) < length:
                return None
            end = kept = length
        elif (end := self._buffer.find(self._device.end)) < 0:
            return None
        else:
            kept = end + 1
        message = bytes(self._buffer[:end])
        del self._buffer[:kept]
        return message

    def _answer(self, message: bytes) -> None:
        fault = self._plan.next(message)
        if fault is not None and fault.kind == "wrong_instrument":
            self._device.name = IMPOSTOR
        reply = self._device.handle(message)
        loop = asyncio.get_running_loop()
        if isinstance(reply, Wait):
            loop.call_later(reply.seconds, self._answer, message)
        elif reply is not None:
            self._transmit(Sent(((0.0, reply),)) if fault is None else spoil(fault, reply))

    def _transmit(self, sent: Sent) -> None:
        loop, delay = asyncio.get_running_loop(), 0.0
        for wait, data in sent.pieces:
            delay += wait
            if delay:
                loop.call_later(delay, self._write, data)
            else:
                self._write(data)
        if sent.hang_up and self._transport is not None:
            self._transport.close()

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)
