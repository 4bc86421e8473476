"""Serial lines that are not plain sockets: a terminal device, and RFC 2217."""

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator

import pytest
import serial
import serial.rfc2217

from drivers.errors import BadReply, LinkError
from drivers.link.line import Line
from drivers.link.serial import SerialLink
from drivers.link.settings import Settings

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals"),
    pytest.mark.filterwarnings("ignore:set:DeprecationWarning:serial"),
]


@pytest.fixture
def port() -> Iterator[tuple[int, str]]:
    """Both ends of a terminal: the instrument's file descriptor, our port's name."""
    instrument, ours = os.openpty()
    yield instrument, os.ttyname(ours)
    os.close(ours)
    os.close(instrument)


def answer(instrument: int, replies: list[tuple[float, bytes]]) -> None:
    """Answer each line heard with the next reply, so late as it says."""

    def work() -> None:
        for seconds, reply in replies:
            while os.read(instrument, 1) != b"\n":
                pass
            time.sleep(seconds)  # a slow instrument is what is being simulated
            os.write(instrument, reply)

    threading.Thread(target=work, daemon=True).start()


def test_terminal_device_and_exclusive_use(port: tuple[int, str]) -> None:
    answer(port[0], [(0.0, b"METER\r\n"), (0.0, b"12.50\r\n")])
    link = SerialLink(port[1], "meter", Line(timeout=2.0))
    with link.identification():
        assert link.query("ID?") == "METER"
    assert link.query("X?") == "12.50"
    with pytest.raises(serial.SerialException):
        serial.Serial(port[1], exclusive=True)
    link.close()


def test_late_reply_on_a_line_that_cannot_be_reopened(port: tuple[int, str]) -> None:
    answer(port[0], [(0.0, b"METER\n"), (0.75, b"STALE\n"), (0.0, b"METER\n"), (0.0, b"METER\n"), (0.0, b"7\n")])
    link = SerialLink(port[1], "meter", Line(timeout=0.4))

    def identify() -> None:
        with link.identification():
            if link.query("ID?") != "METER":
                raise link.reject("another instrument")

    identify()
    with pytest.raises(LinkError):
        link.query("X?")
    with pytest.raises((BadReply, LinkError)):
        identify()  # the stale reply comes now, and is not METER
    assert link.poisoned is not None
    identify()
    assert link.query("X?") == "7"
    link.close()


def test_rfc2217_carries_the_line_settings() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    device = serial.serial_for_url("loop://", timeout=0.05)

    def serve() -> None:
        client, _ = server.accept()
        manager = serial.rfc2217.PortManager(device, client.makefile("wb", buffering=0))
        manager.connection = _Writer(client)
        while data := client.recv(256):
            device.write(b"".join(manager.filter(data)))
            if waiting := device.in_waiting:
                client.sendall(b"".join(manager.escape(device.read(waiting))))

    threading.Thread(target=serve, daemon=True).start()
    link = SerialLink(
        f"rfc2217://127.0.0.1:{server.getsockname()[1]}",
        "meter",
        Line(b"\n", b"\n", 2.0),
        None,
        Settings(300, 7, "E", 1),
    )
    with link.identification():
        assert link.query("ECHO") == "ECHO"  # the looped device gives back what it is sent
    assert (device.baudrate, device.bytesize, device.parity) == (300, 7, "E")
    link.close()
    server.close()


class _Writer:
    """What PortManager writes to."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def write(self, data: bytes) -> None:
        self._client.sendall(data)
