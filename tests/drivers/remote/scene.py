"""An agent beside an instrument that counts its questions, and a connection that fails message by message."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drivers.bench_file import BenchFile, Role
from drivers.link.agent import AgentLink
from drivers.link.agent_place import AgentPlace
from drivers.link.line import Line
from drivers.remote.owner import Owner
from drivers.remote.serving import Agent
from drivers.supervision import Pulse

if TYPE_CHECKING:
    from pathlib import Path

HEAD = struct.Struct(">I")
KINDS = ("lost request", "double request", "late request", "lost answer", "double answer", "late answer", "cut")


class Counting:
    """An instrument that answers `Q<n>` with `A<n>`, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"socket://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._answer, args=(near,), daemon=True).start()

    def _answer(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError), near, near.makefile("rwb") as lines:
            for line in lines:
                self.asked.append(line.decode().strip())
                lines.write(b"A" + line.strip()[1:] + b"\n")
                lines.flush()


@dataclass
class Clock:
    """A clock that goes on when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Faulty:
    """The bench's end of a connection, on which whole messages are lost, doubled, late or out of order.

    Attributes:
        stream: The connection.
        scene: Its `fault` gives what happens to the next request and its answer.
        clock: Goes on by `late` where something is late.
    """

    stream: socket.socket
    scene: Scene
    clock: Clock
    late: float
    _kind: str = "none"
    _held: list[bytes] = field(default_factory=list)
    _ready: bytes = b""
    _before: bytes = b""

    def settimeout(self, seconds: float | None) -> None:
        self.stream.settimeout(min(seconds or 5.0, 5.0))

    def sendall(self, data: bytes) -> None:
        self._kind = self.scene.fault()
        if self._kind == "cut":
            self.stream.shutdown(socket.SHUT_RDWR)
        if self._kind == "late request":
            self._held.append(data)
        elif self._kind != "lost request":
            self.stream.sendall(data * (2 if self._kind == "double request" else 1))

    def recv(self, size: int) -> bytes:
        if not self._ready:
            if self._kind in {"lost request", "late request"}:
                raise TimeoutError
            answer = self._message()
            if self._kind == "lost answer":
                raise TimeoutError
            if self._kind == "late answer":
                self.clock.now += self.late
            if self._kind == "double answer" and self._before:
                answer = self._before + answer  # that of the request before comes again, ahead of this one
            self._ready, self._before = answer, answer[-len(answer) :]
        part, self._ready = self._ready[:size], self._ready[size:]
        return part

    def close(self) -> None:
        if self._held:
            self.clock.now += self.late
        with contextlib.suppress(OSError):
            for data in self._held:
                self.stream.sendall(data)
        self.stream.close()

    def _message(self) -> bytes:
        head = self._exactly(HEAD.size)
        return head + self._exactly(HEAD.unpack(head)[0])

    def _exactly(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            part = self.stream.recv(count - len(found))
            if not part:
                raise OSError("closed")
            found += part
        return found


class Scene:
    """An agent with one or two lines, reached without TLS so that whole messages can fail."""

    def __init__(self, folder: Path, seed: int = 0, chance: float = 0.0, roles: tuple[str, ...] = ("gauge",)) -> None:
        self.instrument, self.clock = Counting(), Clock()
        self.random, self.chance = random.Random(seed), chance  # noqa: S311  the same faults for the same seed
        entries = {role: Role(driver="person", address=self.instrument.address) for role in roles}
        self.secured: list[str] = []
        self.safe = threading.Event()
        self.late = 10.0
        self.owner = Owner(self._secure)
        self.agent = Agent(BenchFile(name="tower", roles=entries), self.owner, Pulse(), self.clock)
        self.place = AgentPlace("tower", "", 0, folder, folder, folder, 2.0)

    def _secure(self, why: str) -> str:
        self.secured.append(why)
        self.safe.set()
        return "source: safe state confirmed by read-back"

    def fault(self) -> str:
        return self.random.choice(KINDS) if self.random.random() < self.chance else "none"

    def dial(self, _place: AgentPlace) -> Faulty:
        near, far = socket.socketpair()

        def drop() -> None:
            with contextlib.suppress(OSError):
                far.shutdown(socket.SHUT_RDWR)

        threading.Thread(target=self.agent.serve, args=(far, drop), daemon=True).start()
        return Faulty(near, self, self.clock, self.late)

    def link(self, role: str = "gauge") -> AgentLink:
        line = Line(sent_end=b"\n", timeout=2.0)
        return AgentLink(self.place, role, f"{role} (agent:tower/{role})", line, connect=self.dial)  # type: ignore[arg-type]
