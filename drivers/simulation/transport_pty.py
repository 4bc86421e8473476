"""A simulated serial instrument on a pseudo terminal: a serial port for any program, 8 data bits without parity.

Pseudo terminals of Linux carry no parity; instruments that need one are reached through `socket` or `rfc2217`. A fault
that hangs up leaves the terminal silent: there is no cable to pull.
"""

import os

from drivers.simulation.device import Device
from drivers.simulation.faults import FaultPlan
from drivers.simulation.transport_hub import Hub
from drivers.simulation.wire import Conversation


async def open_transport(hub: Hub, device: Device, plan: FaultPlan) -> str:
    """Serve a device on a pseudo terminal; gives the name of the port.

    Raises:
        OSError: This system has none.
    """
    import tty

    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)

    def write(data: bytes) -> None:
        os.write(ours, data)

    conversation = Conversation(device, plan, write, lambda: None)

    def heard() -> None:
        try:
            data = os.read(ours, 4096)
        except OSError:  # the last program that had it open has closed it
            return
        conversation.feed(data)

    def end() -> None:
        hub.loop.remove_reader(ours)
        os.close(ours)
        os.close(theirs)

    hub.loop.add_reader(ours, heard)
    hub.at_end(end)
    return os.ttyname(theirs)
