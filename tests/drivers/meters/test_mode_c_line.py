"""Mode C on a line that has a speed: an RFC 2217 device server, behind it a meter that hears and talks at one speed."""

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import serial.rfc2217

from drivers.clock import WallClock
from drivers.errors import LinkError
from drivers.link.factory import open_link
from drivers.link.line import Line
from drivers.link.settings import Settings
from drivers.meters.iec62056_21 import ModeCMeter
from drivers.simulation import catalogue
from drivers.simulation.time import VirtualTime
from drivers.simulation.transport_rfc2217 import SerialLine

pytestmark = pytest.mark.filterwarnings("ignore:set:DeprecationWarning:serial")


class SpeedServer:
    """One client; what the meter says is held back until the line has the speed at which it talks."""

    def __init__(self, meter: Any) -> None:
        self.meter, self.line, self.speeds = meter, SerialLine(), list[int]()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"rfc2217://127.0.0.1:{self._server.getsockname()[1]}"
        self._held, self._buffer = b"", b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                self._client, _ = self._server.accept()
            except OSError:
                return
            telnet = serial.rfc2217.PortManager(self.line, self)
            while data := self._receive():
                for piece in telnet.filter(data):  # one byte at a time, so that settings change between them in order
                    self._hear(piece)
                if not self.speeds or self.speeds[-1] != self.line.baudrate:
                    self.speeds.append(self.line.baudrate)
                if self._held and self.line.baudrate == self.meter.speed:
                    held, self._held = self._held, b""
                    self.write(b"".join(telnet.escape(held)))

    def _receive(self) -> bytes:
        try:
            return self._client.recv(1024)
        except OSError:
            return b""

    def _hear(self, data: bytes) -> None:
        if not data or not self.meter.hears(self.line.baudrate, self.line.bytesize, self.line.parity):
            return
        self._buffer += data
        while (length := self.meter.length(self._buffer)) is not None:
            message, self._buffer = self._buffer[:length], self._buffer[length:]
            self._held += self.meter.handle(message) or b""

    def write(self, data: bytes) -> None:
        self._client.sendall(data)

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def over_rfc2217() -> Iterator[Callable[..., Any]]:
    """A meter behind a device server, and its driver on a line with the settings given."""
    started: list[tuple[SpeedServer, Any]] = []

    def start(settings: Settings) -> tuple[SpeedServer, ModeCMeter]:
        server = SpeedServer(catalogue.alone("iec62056_21", VirtualTime()))
        link = open_link(server.address, "meter", Line(timeout=1.0), None, settings)
        started.append((server, link))
        return server, ModeCMeter(link, WallClock())

    yield start
    for server, link in started:
        link.close()
        server.close()


def test_both_change_speed_and_come_back(over_rfc2217: Callable[..., Any]) -> None:
    server, meter = over_rfc2217(Settings(300, 7, "E", 1))
    assert meter.identity().serial == "202204150918"
    reading = meter.reading("active_energy_import")
    assert (str(reading.value), reading.unit) == ("1206.42", "kWh")
    assert server.speeds[-4:] == [300, 9600, 300, 9600]


def test_a_line_with_another_parity_gets_no_answer(over_rfc2217: Callable[..., Any]) -> None:
    _server, meter = over_rfc2217(Settings(300, 8, "N", 1))
    with pytest.raises(LinkError):
        meter.identity()
