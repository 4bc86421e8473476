"""Meters on real sockets: simulated ones served alone, and scripted ones that answer given frames with given frames."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers import registry
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.link.line import Line
from drivers.simulation.faults import Fault
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime

MAP = Path(__file__).parents[3] / "config/registers/simulated-meter.toml"
USUAL: dict[str, dict[str, str]] = {"modbus_meter": {"map": str(MAP)}}


class Patient:
    """A clock on which waiting takes no time."""

    def __init__(self) -> None:
        self.waited = Decimal(0)

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def elapsed(self) -> Decimal:
        return self.waited

    def sleep(self, seconds: Decimal) -> None:
        self.waited += seconds


def fitted(name: str, address: str, options: Mapping[str, str], timeout: float, on_bytes: Any = None) -> Any:
    """A driver on a fresh link to `address`; its link is `driver._link`."""
    kind = registry.load(name)
    line = Line(timeout=timeout)
    link = open_link(address, f"meter at {address}", line, on_bytes)
    merged = {**USUAL.get(name, {}), **options}
    return kind.fit(Fitting("meter", f"meter at {address}", Patient(), link, options=merged))


@pytest.fixture
def metered() -> Callable[..., Any]:
    """Serves a simulated meter and fits its driver, not yet identified."""

    @contextmanager
    def opened(
        name: str,
        device: Any,
        options: Mapping[str, str] | None = None,
        faults: Sequence[Fault] = (),
        timeout: float = 2.0,
    ) -> Iterator[Any]:
        with serve({"meter": device}, device.model.time, {"meter": faults}) as served:
            driver = fitted(name, served.addresses["meter"], options or {}, timeout)
            yield driver
            driver._link.close()

    return opened


@pytest.fixture
def world() -> VirtualTime:
    return VirtualTime()


class ScriptedFrames:
    """Answers each whole request in its table with its reply; anything else with silence."""

    def __init__(self, dialogue: Mapping[bytes, bytes]) -> None:
        self._dialogue, self.heard = dialogue, list[bytes]()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"socket://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                buffer = b""
                while data := client.recv(4096):
                    buffer += data
                    if buffer in self._dialogue:
                        self.heard.append(buffer)
                        client.sendall(self._dialogue[buffer])
                        buffer = b""

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def dialogue() -> Iterator[Callable[..., Any]]:
    """Fits a driver to a scripted meter: name, hexadecimal requests and replies, options."""
    started: list[tuple[ScriptedFrames, Any]] = []

    def start(name: str, lines: Mapping[str, str], options: Mapping[str, str] | None = None) -> Any:
        meter = ScriptedFrames({bytes.fromhex(asked): bytes.fromhex(said) for asked, said in lines.items()})
        driver = fitted(name, meter.address, options or {}, 0.4)
        started.append((meter, driver))
        return driver

    yield start
    for meter, driver in started:
        driver._link.close()
        meter.close()


@pytest.fixture
def dial() -> Iterator[Callable[..., Any]]:
    """Fits a driver to the instrument at an address."""
    drivers: list[Any] = []

    def start(name: str, address: str, options: Mapping[str, str] | None = None) -> Any:
        drivers.append(fitted(name, address, options or {}, 2.0))
        return drivers[-1]

    yield start
    for driver in drivers:
        driver._link.close()
