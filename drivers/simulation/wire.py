"""Carries a device's bytes, whatever the transport, through its fault plan."""

import asyncio
from collections.abc import Callable

from drivers.simulation.device import Device, FramedDevice, TalkativeDevice, Wait
from drivers.simulation.fault_effects import Sent, before, spoil
from drivers.simulation.faults import Fault, FaultPlan


class Conversation:
    """One client talking with one device, over any transport.

    Args:
        device: The device.
        plan: Its faults, and the record of what it honestly said.
        write: Puts bytes onto the wire.
        hang_up: Ends the connection from the instrument's side, after what was written.

    Attributes:
        received: Bytes that the device has been given so far: the world's side of the fence.
        closed: Whether the connection has ended.
    """

    def __init__(
        self, device: Device, plan: FaultPlan, write: Callable[[bytes], None], hang_up: Callable[[], None]
    ) -> None:
        self._device, self._plan, self._write, self._hang_up = device, plan, write, hang_up
        self._framed = device if isinstance(device, FramedDevice) else None  # once: it takes long
        self._buffer = bytearray()
        self.received = 0
        self.closed = False

    def feed(self, data: bytes, *, whole: bool = False) -> None:
        """Bytes have come; every complete message is answered before the count moves on.

        Args:
            data: The bytes.
            whole: The transport itself marks the end of a message here, so that the terminator may be missing.
        """
        self._buffer += data
        if whole and self._framed is None and not self._buffer.endswith(self._device.end):
            self._buffer += self._device.end
        while (message := self._next()) is not None:
            self._hear(message)
        self.received += len(data)

    def talk(self) -> None:
        """Send the next frame of an instrument that talks unasked, and so on until the client has gone."""
        if not isinstance(self._device, TalkativeDevice) or self.closed:
            return
        fault, lasts = self._plan.standing(), 0.0
        if fault is not None and fault.kind == "disconnect_before":
            self._hang_up()
            return
        if fault is not None:
            before(fault, self._device, self._plan)
        said = self._plan.overheard(self._device.say())
        if fault is None:
            self._write(said.sent or b"")
        else:
            sent = spoil(fault, b"", said, self._device)
            self._transmit(sent)
            lasts = sum(wait for wait, _ in sent.pieces) if fault.kind == "split" else 0.0
        asyncio.get_running_loop().call_later(self._device.pause + lasts, self.talk)

    def clear(self) -> None:
        """Forget a message that was begun (device clear)."""
        self._buffer.clear()

    def hang_up(self) -> None:
        """End the connection from the instrument's side."""
        self._hang_up()

    def _next(self) -> bytes | None:
        """Take the first complete message out of what has come: a line, or a frame of a device that knows frames."""
        if self._framed is not None:
            length = self._framed.length(bytes(self._buffer))
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

    def _hear(self, message: bytes) -> None:
        fault = self._plan.next(message)
        if fault is not None and fault.kind == "disconnect_before":
            self._hang_up()
            return
        if fault is not None:
            before(fault, self._device, self._plan)
        self._answer(message, fault)

    def _answer(self, message: bytes, fault: Fault | None) -> None:
        reply = self._device.handle(message)
        if isinstance(reply, Wait):
            asyncio.get_running_loop().call_later(reply.seconds, self._answer, message, fault)
            return
        said = self._plan.remember(message, reply)
        if fault is not None:
            self._transmit(spoil(fault, message, said, self._device))
        elif said.sent is not None:
            self._write(said.sent)

    def _transmit(self, sent: Sent) -> None:
        loop, delay = asyncio.get_running_loop(), 0.0
        for wait, data in sent.pieces:
            delay += wait
            if delay:
                loop.call_later(delay, self._write, data)
            else:
                self._write(data)
        if sent.hang_up:
            self._hang_up()


class Connection(asyncio.Protocol):
    """A client on a raw TCP socket.

    Args:
        device: The device.
        plan: Its faults.
        opened: Told the client's port and the conversation.
    """

    def __init__(self, device: Device, plan: FaultPlan, opened: Callable[[int, Conversation], None]) -> None:
        self._plan, self._opened = plan, opened
        self._transport: asyncio.Transport | None = None
        self.conversation = Conversation(device, plan, self._write, self._hang_up)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come; one that a fault refuses is gone again at once."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  asyncio's stream servers give nothing else
        self._transport = transport
        if self._plan.refuses():
            transport.abort()
            return
        self._opened(int(transport.get_extra_info("peername")[1]), self.conversation)
        self.conversation.talk()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """The client has gone."""
        self.conversation.closed = True

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        self.conversation.feed(data)

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def _hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()
