"""A scripted instrument on a real socket, and the benches of the drivers' tests."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from drivers.bench import Bench, load_bench, open_bench
from drivers.bench_file import BenchFile
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.registry import load
from drivers.roles import Identified
from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.clock import VirtualClock
from drivers.simulation.catalogue import alone
from drivers.simulation.faults import Fault
from drivers.simulation.simulation_file import FaultEntry
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime

if TYPE_CHECKING:
    from drivers.link.line import LineLink

BENCHES = Path(__file__).parents[2] / "config/benches"
SCALE = {"serial": "SY-TEST", "class": "III", "max": "15 kg", "min": "100 g", "e": "5 g", "d": "5 g"}
GAUGE = {
    "serial": "G-TEST",
    "class": "1.6",
    "lower": "0 MPa",
    "upper": "1.6 MPa",
    "division": "0.05 MPa",
    "stop_pin": True,
}

#: Set where every peer has been installed: then a peer that is missing is a failure, not a skip.
ALL_PEERS = "STEELYARD_ALL_PEERS"

Piece = tuple[float, bytes]
Script = Callable[[bytes], list[Piece] | None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Further reference frames for `codecs/test_frames.py`."""
    parser.addoption("--frames", action="append", default=[], metavar="FILE", help="further reference frames (YAML)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get(ALL_PEERS):
        report.outcome, report.longrepr = "failed", f"skipped although {ALL_PEERS} is set: {report.longrepr}"
    return report


class ScriptedInstrument:
    """Answers each line with the pieces its script gives: seconds to wait, then bytes; None hangs up."""

    def __init__(self, script: Script, *, greeting: bytes = b"") -> None:
        self._script, self._greeting = script, greeting
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.heard: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):  # a client may leave in the middle of a sentence
                client.sendall(self._greeting)
                self._talk(client)

    def _talk(self, client: socket.socket) -> None:
        lines = client.makefile("rb")
        for line in lines:
            self.heard.append(line)
            pieces = self._script(line.strip())
            if pieces is None:
                return
            for seconds, data in pieces:
                if seconds:
                    time.sleep(seconds)  # a slow instrument is what is being simulated
                client.sendall(data)

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def scripted() -> Iterator[Callable[..., ScriptedInstrument]]:
    """Starts scripted instruments; they end with the test."""
    started: list[ScriptedInstrument] = []

    def start(script: Script, **options: Any) -> ScriptedInstrument:
        started.append(ScriptedInstrument(script, **options))
        return started[-1]

    yield start
    for instrument in started:
        instrument.close()


def bench_file(name: str, *, faults: tuple[FaultEntry, ...] = (), timeout: float | None = None) -> BenchFile:
    """A bench of `config/benches`, with faults and a short time-out."""
    file = load_bench(BENCHES / f"{name}.toml")
    assert file.simulation is not None
    simulation = file.simulation.model_copy(update={"faults": faults})
    roles = {role: entry.model_copy(update={"timeout": timeout}) for role, entry in file.roles.items()}
    return file.model_copy(update={"simulation": simulation, "roles": roles})


@pytest.fixture
def bench() -> Callable[..., Any]:
    """Opens a simulated bench: name, then serial number, seed, faults, time-out."""

    @contextmanager
    def opened(
        name: str,
        *,
        serial: str = "",
        seed: int = 1,
        faults: tuple[FaultEntry, ...] = (),
        timeout: float | None = None,
        **options: Any,
    ) -> Iterator[Bench]:
        usual = SCALE if name == "scale" else GAUGE
        subject = {**usual, "serial": serial or usual["serial"]}
        file = bench_file(name, faults=faults, timeout=timeout)
        with open_bench(file, subject=subject, seed=seed, **options) as bench:
            yield bench

    return opened


@pytest.fixture
def shipped() -> Callable[[str], BenchFile]:
    """Loads a bench of `config/benches` as it is shipped."""
    return lambda name: load_bench(BENCHES / f"{name}.toml")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A driver, the simulated instrument at the other end of its line, and the run's time."""

    driver: Any
    device: Any
    clock: VirtualClock
    log: list[tuple[str, bytes]]


@pytest.fixture
def fitted() -> Iterator[Callable[..., Fitted]]:
    """Fits a driver of the registry to its own simulator over a socket, and identifies it."""
    with ExitStack() as stack:

        def fit(
            name: str,
            *,
            options: Mapping[str, str] | None = None,
            faults: tuple[Fault, ...] = (),
            timeout: float = 2.0,
            device: Any = None,
            identify: bool = True,
        ) -> Fitted:
            time = VirtualTime()
            device = device(time) if device else alone(name, time)
            served = stack.enter_context(serve({name: device}, time, {name: faults}))
            links: list[LineLink] = []

            def sent() -> dict[int, int]:
                return {port: link.sent_count for link in links if (port := link.local_port()) is not None}

            client = ControlClient(served.control, sent)
            stack.callback(client.close)
            kind = load(name)
            assert kind.LINE is not None
            log: list[tuple[str, bytes]] = []
            line = replace(kind.LINE, timeout=timeout)
            where = f"role at {served.addresses[name]}"
            links.append(open_link(served.addresses[name], where, line, lambda *what: log.append(what)))
            stack.callback(links[0].close)
            clock = VirtualClock(client)
            driver: Any = kind.fit(Fitting("role", where, clock, links[0], options=options or {}))
            if identify and isinstance(driver, Identified):
                driver.identity()
            return Fitted(driver, device, clock, log)

        yield fit
