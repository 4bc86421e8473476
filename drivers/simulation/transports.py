"""The ways in which a simulated instrument can be reached, and which instrument can be reached in which."""

from collections.abc import Callable, Coroutine
from functools import partial
from importlib import import_module
from typing import Any, TypeAlias

from drivers.simulation.device import Device, FramedDevice
from drivers.simulation.faults import FaultPlan
from drivers.simulation.transport_hub import Hub
from drivers.simulation.wire import Connection

Opener: TypeAlias = Callable[[Hub, Device, FaultPlan], Coroutine[Any, Any, str]]


class UnknownTransport(ValueError):
    """No such transport, or not for such an instrument; the message lists those that there are."""


async def _socket(hub: Hub, device: Device, plan: FaultPlan) -> str:
    """The device's own line on a raw TCP socket."""
    port = await hub.listen(partial(Connection, device, plan, hub.clients.__setitem__))
    return device.scheme.format(port=port)


#: Name to the module that opens it; raw sockets are opened here.
LINES = {
    "socket": "",
    "rfc2217": "drivers.simulation.transport_rfc2217",
    "pty": "drivers.simulation.transport_pty",
}
#: Message-based: for instruments that exchange lines, not frames.
MESSAGES = {"hislip": "drivers.simulation.transport_hislip", "vxi11": "drivers.simulation.transport_vxi11"}
#: The other framing of Modbus, for instruments that say `modbus = "rtu"` or `"tcp"`.
MODBUS = {"modbus_tcp": "drivers.simulation.transport_modbus", "modbus_rtu": "drivers.simulation.transport_modbus"}
NAMES = (*LINES, *MESSAGES, *MODBUS)


def fitting(device: Device) -> list[str]:
    """Transports on which a device can be served."""
    names = list(LINES)
    if not isinstance(device, FramedDevice):
        names += MESSAGES
    if (framing := getattr(device, "modbus", "")) in ("rtu", "tcp"):
        names.append("modbus_tcp" if framing == "rtu" else "modbus_rtu")
    return names


def opener(name: str, device: Device) -> Opener:
    """The function that serves a device on a transport.

    Raises:
        UnknownTransport: No such transport, or not for this device.
    """
    if name not in (known := fitting(device)):
        raise UnknownTransport(f"{device.name.model} cannot be served on {name!r}; it can on {', '.join(known)}")
    if name == "socket":
        return _socket
    module = {**LINES, **MESSAGES, **MODBUS}[name]
    found: Opener = import_module(module).open_transport
    return found
