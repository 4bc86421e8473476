"""Cables that can be pulled and plugged in again: a socket and a serial port that lead to a simulated instrument."""

import contextlib
import os
import select
import socket
import struct
import threading
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Any

BRIEF = 0.05
"""Seconds after which a pump looks whether its cable was pulled."""
RESET = struct.pack("ii", 1, 0)
"""A connection that is closed with this is reset: nothing that was on its way arrives."""


def _connected(address: str) -> socket.socket:
    _, host, port, _ = address.split("::")
    return socket.create_connection((host, int(port)))


class Cable:
    """What both have in common; it begins plugged in.

    Args:
        instrument: Address of the simulated instrument, ``TCPIP::host::port::SOCKET``.
    """

    def __init__(self, instrument: str) -> None:
        self.instrument = instrument
        self._plugged = threading.Event()
        self.plug()

    @property
    def plugged(self) -> bool:
        """Whether bytes pass."""
        return self._plugged.is_set()

    def plug(self) -> None:
        """Plug it in."""
        raise NotImplementedError

    def pull(self) -> None:
        """Pull it; bytes on their way are lost."""
        raise NotImplementedError

    def _pump(self, read: Callable[[], bytes], write: Callable[[bytes], Any], near: Any, far: socket.socket) -> None:
        """Carry bytes between a near end and the instrument until the cable is pulled or an end is closed."""
        with contextlib.suppress(OSError, ValueError):
            while self.plugged:
                ready, _, _ = select.select([near, far], [], [], BRIEF)
                if near in ready:
                    if not (data := read()):
                        break
                    far.sendall(data)
                if far in ready:
                    if not (data := far.recv(4096)):
                        break
                    write(data)
        far.close()


class NetworkCable(Cable):
    """A cable of the network: while it is pulled, connections break and new ones are refused."""

    def __init__(self, instrument: str) -> None:
        self._port = 0
        super().__init__(instrument)

    @property
    def address(self) -> str:
        """Address for a bench file."""
        return f"TCPIP::127.0.0.1::{self._port}::SOCKET"

    def plug(self) -> None:
        if self.plugged:
            return
        self._listening = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listening.getsockname()[1]
        self._near: list[socket.socket] = []
        self._plugged.set()
        threading.Thread(target=self._serve, args=(self._listening,), daemon=True).start()

    def pull(self) -> None:
        self._plugged.clear()
        for one in (self._listening, *self._near):
            with contextlib.suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listening.accept()
                self._near.append(near)
                far = _connected(self.instrument)
                threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        self._pump(lambda: near.recv(4096), near.sendall, near, far)
        near.close()


class SerialCable(Cable):
    """A serial adapter: while it is pulled, its device file is gone.

    Args:
        instrument: Address of the simulated instrument.
        port: The device file.
    """

    def __init__(self, instrument: str, port: Path) -> None:
        self.port = port
        super().__init__(instrument)

    @property
    def address(self) -> str:
        """Address for a bench file."""
        return str(self.port)

    def plug(self) -> None:
        if self.plugged:
            return
        far, near = os.openpty()
        tty.setraw(near)
        self.port.symlink_to(os.ttyname(near))
        self._plugged.set()
        threading.Thread(target=self._carry, args=(far, near), daemon=True).start()

    def pull(self) -> None:
        self._plugged.clear()
        self.port.unlink(missing_ok=True)

    def _carry(self, far: int, near: int) -> None:
        self._pump(lambda: os.read(far, 4096), lambda data: os.write(far, data), far, _connected(self.instrument))
        os.close(far)
        os.close(near)
