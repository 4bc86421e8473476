"""A simulated serial instrument behind an RFC 2217 device server: it sees the speed and the parity of its clients.

Telnet and its COM port option are pyserial's `PortManager`.
"""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from serial.rfc2217 import PortManager

from drivers.simulation.device import Device
from drivers.simulation.faults import FaultPlan
from drivers.simulation.transport_hub import HOST, Hub
from drivers.simulation.wire import Conversation


@dataclass
class SerialLine:
    """The settings of the line, as the client has made them; names and values are pyserial's.

    Attributes:
        baudrate: Bits per second.
        bytesize: Data bits.
        parity: `N`, `E`, `O`.
        stopbits: Stop bits.
    """

    baudrate: int = 9600
    bytesize: int = 8
    parity: str = "N"
    stopbits: float = 1
    xonxoff: bool = False
    rtscts: bool = False
    dtr: bool = True
    rts: bool = True
    break_condition: bool = False
    cts: bool = True
    dsr: bool = True
    ri: bool = False
    cd: bool = True

    def reset_input_buffer(self) -> None:
        """Nothing waits here."""

    def reset_output_buffer(self) -> None:
        """Nothing waits here."""


@runtime_checkable
class Listening(Protocol):
    """A serial instrument with settings of its own, beside `Device`."""

    def hears(self, baud: int, bits: int, parity: str) -> bool:
        """Whether it understands bytes sent at these settings now; others are noise to it, and it stays silent."""
        ...


class Rfc2217Connection(asyncio.Protocol):
    """One client of the device server.

    Args:
        device: The device.
        plan: Its faults.
        hub: Where the client is known by its port.
    """

    def __init__(self, device: Device, plan: FaultPlan, hub: Hub) -> None:
        self._device, self._plan, self._hub = device, plan, hub
        self._transport: asyncio.Transport | None = None
        self.line = SerialLine()
        self._conversation = Conversation(device, plan, self._say, self._hang_up)
        self._telnet: PortManager | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come; the server asks for its options."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  asyncio's stream servers give nothing else
        self._transport = transport
        if self._plan.refuses():
            transport.abort()
            return
        self._hub.clients[int(transport.get_extra_info("peername")[1])] = self._conversation
        self._telnet = PortManager(self.line, self)  # type: ignore[no-untyped-call]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """The client has gone."""
        self._conversation.closed = True

    def data_received(self, data: bytes) -> None:
        """Take the settings out of what has come; the rest is for the instrument."""
        if self._telnet is None:
            return
        heard = b"".join(self._telnet.filter(data))  # type: ignore[no-untyped-call]
        if not heard:
            return
        line, device = self.line, self._device
        if isinstance(device, Listening) and not device.hears(line.baudrate, line.bytesize, line.parity):
            self._conversation.received += len(heard)
        else:
            self._conversation.feed(heard)

    def write(self, data: bytes) -> None:
        """What `PortManager` says itself."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)

    def _say(self, data: bytes) -> None:
        if self._telnet is not None:
            self.write(b"".join(self._telnet.escape(data)))  # type: ignore[no-untyped-call]

    def _hang_up(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def open_transport(hub: Hub, device: Device, plan: FaultPlan) -> str:
    """Serve a device on RFC 2217; gives its pyserial URL."""
    return f"rfc2217://{HOST}:{await hub.listen(partial(Rfc2217Connection, device, plan, hub))}"
