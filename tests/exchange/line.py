"""A connection that fails: a proxy that cuts, drops, repeats or changes what passes through it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import uvicorn
from sqlalchemy import create_engine

from exchange.arshin import Arshin
from exchange.ecqs import Ecqs
from exchange.outbox import Outbox
from services.exchange.pushing import Pushed, deliver, fetch
from tests.platform_parts import SETTINGS, Hall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

PATIENCE = 20


@dataclass
class Fault:
    """What happens to one connection.

    Attributes:
        kind: ``none``; ``cut``: both ends are closed after `at` bytes; ``flip``: a bit of byte `at` is changed;
            ``drop``: the request arrives and the reply does not; ``repeat``: the request arrives twice; ``late``: the
            reply comes after `seconds`; ``slow``: the request arrives after `seconds`, when its sender is long gone.
        at: Bytes of both directions together, from 0.
    """

    kind: str = "none"
    at: int = 0
    seconds: float = 0.0


@dataclass
class Line:
    """The proxy; `fault` is asked for each connection.

    Attributes:
        target: Port of the platform.
        fault: Gives what happens to the next connection.
        once: What happens once, at a byte counted over all connections since it was set.
        passed: Bytes of all connections since then.
    """

    target: int
    fault: Callable[[], Fault] = Fault
    once: Fault | None = None
    passed: int = 0
    port: int = 0
    _listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    def __post_init__(self) -> None:
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._pass, args=(near, self.fault()), daemon=True).start()

    def _pass(self, near: socket.socket, fault: Fault) -> None:
        with contextlib.suppress(OSError), near:
            near.settimeout(PATIENCE)
            if self.once is not None:
                fault = Fault(self.once.kind, self.once.at - self.passed)
            request = _request(near)
            sent = _altered(request, fault, 0)
            if fault.kind == "slow":
                time.sleep(fault.seconds)  # slow: by the wall clock
            reply = self._forwarded(sent, whole=len(sent) == len(request))
            self.passed += len(request) + len(reply)
            if self.once is not None and self.once.at < self.passed:
                self.once = None
            if fault.kind == "repeat":
                self._forwarded(sent, whole=True)
            if fault.kind == "drop" or (fault.kind == "cut" and len(sent) < len(request)):
                return
            if fault.kind == "late":
                time.sleep(fault.seconds)  # slow: by the wall clock
            near.sendall(_altered(reply, fault, len(request)))

    def _forwarded(self, sent: bytes, *, whole: bool) -> bytes:
        """The reply of the platform to what arrives there; nothing where the request was cut."""
        with socket.create_connection(("127.0.0.1", self.target), PATIENCE) as far:
            far.settimeout(PATIENCE)
            far.sendall(sent)
            parts: list[bytes] = []
            if not whole:
                return b""
            with contextlib.suppress(OSError):
                while part := far.recv(1 << 16):
                    parts.append(part)
            return b"".join(parts)


def _altered(whole: bytes, fault: Fault, before: int) -> bytes:
    at = fault.at - before
    if fault.kind == "cut" and at < len(whole):
        return whole[: max(at, 0)]
    if fault.kind == "flip" and 0 <= at < len(whole):
        return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    return whole


def _request(near: socket.socket) -> bytes:
    """A whole request: its head, and as many bytes as that says."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = near.recv(1 << 16)
        if not part:
            return found
        found += part
    head, _, body = found.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    missing = (int(lengths[0]) if lengths else 0) - len(body)
    while missing > 0 and (part := near.recv(1 << 16)):
        found += part
        missing -= len(part)
    return found


@contextlib.contextmanager
def served(hall: Hall) -> Iterator[int]:
    """The platform at a port of this computer, in a thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(hall.app, log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


@dataclass
class Sender:
    """A laboratory's outbox, without the rest of a laboratory."""

    outbox: Outbox
    platform: Ecqs | Arshin
    clock: Callable[[], float]
    settings: Any = SETTINGS

    def deliver(self) -> Pushed:
        """Push once."""
        done = Pushed()
        deliver(self, done)  # type: ignore[arg-type]
        return done

    def fetch(self) -> Pushed:
        """Ask for answers that are awaited."""
        done = Pushed()
        fetch(self, done)  # type: ignore[arg-type]
        return done


def sender(
    hall: Hall, folder: Path, port: int, *, tries: int = 4, batch: int = 5, patience: float = PATIENCE
) -> Sender:
    """What reports through a port."""
    engine = create_engine(f"sqlite:///{folder / 'outbox.sqlite'}")
    client = httpx.Client(
        base_url=f"http://127.0.0.1:{port}/", timeout=patience, limits=httpx.Limits(max_keepalive_connections=0),
        trust_env=False, headers={"Connection": "close"},
    )  # fmt: skip
    settings = SETTINGS.model_copy(update={"batch": batch})
    platform = Ecqs(hall.link(client=client, tries=tries))
    return Sender(Outbox(engine, "province"), platform, hall.clock, settings)
