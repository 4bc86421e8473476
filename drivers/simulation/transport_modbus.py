"""The other framing for a simulated Modbus instrument: one on a serial line is also reached over TCP, and the reverse.

Modbus over serial line 1.02 (unit, function, data, CRC); Modbus messaging on TCP/IP 1.0b (transaction, 0, length, unit,
function, data).
"""

from functools import partial

from drivers.simulation.device import Device, FramedDevice, Name, Wait
from drivers.simulation.faults import FaultPlan
from drivers.simulation.modbus_device import check
from drivers.simulation.transport_hub import HOST, Hub
from drivers.simulation.wire import Connection


class OverTcp:
    """A serial Modbus instrument behind a gateway.

    Args:
        device: The instrument.
    """

    scheme = f"socket://{HOST}:{{port}}"
    end = b""
    modbus = "tcp"

    def __init__(self, device: Device) -> None:
        self._device = device

    @property
    def name(self) -> Name:
        """The instrument's."""
        return self._device.name

    @name.setter
    def name(self, name: Name) -> None:
        self._device.name = name

    def length(self, received: bytes) -> int | None:
        """Length by the header."""
        return None if len(received) < 6 else 6 + int.from_bytes(received[4:6], "big")

    def handle(self, message: bytes) -> bytes | Wait | None:
        """Take the header away, ask the instrument, put the header before its answer."""
        inner = message[6:]
        reply = self._device.handle(inner + check(inner))
        if not isinstance(reply, bytes):
            return reply
        return message[:4] + (len(reply) - 2).to_bytes(2, "big") + reply[:-2]


class OverSerial(OverTcp):
    """A Modbus/TCP instrument behind a gateway to a serial line."""

    modbus = "rtu"

    def length(self, received: bytes) -> int | None:
        """Length of a request by its function: 1 to 6 have eight bytes, 15 and 16 say how much follows."""
        if len(received) < 8:
            return None
        return 8 if received[1] <= 6 else 9 + received[6]

    def handle(self, message: bytes) -> bytes | Wait | None:
        """Check and take away the checksum, ask the instrument, append the checksum to its answer."""
        inner = message[:-2]
        if check(inner) != message[-2:]:
            return None
        reply = self._device.handle(b"\0\0\0\0" + len(inner).to_bytes(2, "big") + inner)
        return reply[6:] + check(reply[6:]) if isinstance(reply, bytes) else reply


async def open_transport(hub: Hub, device: Device, plan: FaultPlan) -> str:
    """Serve a Modbus instrument in the framing that is not its own; gives its address."""
    assert isinstance(device, FramedDevice)  # noqa: S101  `transports.fitting` has seen to it
    kind = OverTcp if getattr(device, "modbus", "") == "rtu" else OverSerial
    port = await hub.listen(partial(Connection, kind(device), plan, hub.clients.__setitem__))
    return kind.scheme.format(port=port)
