"""Other people's programs as peers: each a process of its own, ended with the test."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from drivers import registry
from drivers.clock import WallClock
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.link.line import Line

BIN = Path(sys.executable).parent


@pytest.fixture
def free_port() -> Callable[[], int]:
    def found() -> int:
        with socket.create_server(("127.0.0.1", 0)) as server:
            return int(server.getsockname()[1])

    return found


@pytest.fixture
def started() -> Iterator[Callable[..., int]]:
    """Starts a program that listens, and waits until it does."""
    running: list[subprocess.Popen[bytes]] = []

    def start(port: int, program: str, *arguments: str) -> int:
        found = shutil.which(program, path=str(BIN)) or program
        running.append(subprocess.Popen([found, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _attempt in range(3000):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return port
            if running[-1].poll() is not None:
                pytest.fail(f"{program} has ended with {running[-1].returncode}")
            with suppress(subprocess.TimeoutExpired):
                running[-1].wait(0.01)
        pytest.fail(f"{program} does not listen")

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def fit() -> Iterator[Callable[..., Any]]:
    """Fits a driver of the registry, or one of a test, to the instrument at an address."""
    links: list[Any] = []

    def fitted(driver: str | type[Any], address: str, timeout: float = 2.0, **options: str) -> Any:
        kind: Any = registry.load(driver) if isinstance(driver, str) else driver
        line = Line(kind.LINE.sent_end, kind.LINE.received_end, timeout)
        links.append(open_link(address, address, line))
        return kind.fit(Fitting("role", address, WallClock(), links[-1], options=options))

    yield fitted
    for link in links:
        link.close()
