"""Serves the lines of a bench file to a bench elsewhere, over TLS."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from drivers.errors import LinkError, SupervisionLost
from drivers.link.agent_messages import About, Answer, Broken, Request, Stream, read, write
from drivers.link.factory import open_link
from drivers.link.line import Line
from drivers.link.raw import RawLine
from drivers.link.settings import Settings
from drivers.recognise_simulation import no_instrument_there
from drivers.remote.owner import Busy, Owner
from messages import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.bench_file import BenchFile
    from drivers.supervision import Pulse

SILENCE: Final = 5.0
"""Seconds without a request after which a bench is lost."""
LATE: Final = 2.0
"""Seconds by which a request may be later than the quickest ones: what was asked long ago is not done any more."""
DRIFT: Final = 1e-3
"""Greatest difference of the pace of two clocks."""
REFUSING: Final = 0.5
"""Seconds for which one who was refused may still send."""
LONGEST_WAIT: Final = 1.0
"""Seconds that one request waits for bytes at most: an end is noticed by then."""


class Agent:
    """The lines of a bench.

    Args:
        file: The bench file of this place.
        owner: Who uses them.
        pulse: Told of every use of a line; a watchdog of this place looks after it.
        clock: Gives the time.
    """

    def __init__(
        self, file: BenchFile, owner: Owner, pulse: Pulse, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._file, self._owner, self._pulse, self._clock = file, owner, pulse, clock
        self.silence = SILENCE

    def serve(self, stream: Stream, drop: Callable[[], None]) -> None:
        """One connection, until it ends.

        Args:
            stream: The connection.
            drop: Ends it from outside.
        """
        with suppress(Broken):  # who never said hello has no part in anything
            first = read(stream, Request, self.silence, self._clock)
            began = self._clock()
            try:
                line, about = self._line(first)
                with self._owner.joined(first.token, first.role, drop):
                    try:
                        self._answer(stream, first, began, about=replace(about, last=self._owner.last))
                        self._talk(stream, line, began - first.at)
                    finally:
                        line.close()
            except Busy as error:
                self._answer(stream, first, began, error=str(error), wait=error.wait)
        stream.close()

    def _line(self, first: Request) -> tuple[RawLine, About]:
        if first.do != "hello" or first.n != 0:
            raise Busy("a connection begins with hello", wait=False)
        role = first.role
        entry = self._file.roles.get(role)
        if entry is None or not entry.address:
            known = ", ".join(name for name, found in self._file.roles.items() if found.address)
            raise Busy(f"there is no line of a role {role!r}; there are: {known}", wait=False)
        settings = Settings(**entry.serial.model_dump())
        try:
            line = RawLine(open_link(entry.address, f"{role} ({entry.address})", Line(), None, settings))
        except LinkError as error:
            raise Busy(str(error), wait=False) from error
        return line, About(entry.address, line.quiet, no_instrument_there(entry.address), "")

    def _talk(self, stream: Stream, line: RawLine, base: float) -> None:
        """Answer requests in their order; anything else ends the connection as lost."""
        number, heard = 0, self._clock()
        while True:
            request = read(stream, Request, self.silence, self._clock)
            began = self._clock()
            number += 1
            if request.n != number:
                raise Broken(f"request {request.n} came in place of request {number}")
            base = min(base + DRIFT * (began - heard), began - request.at)
            heard = began
            if began - request.at - base > LATE:
                raise Broken(f"a request came {began - request.at - base:.1f} s late")
            if request.do == "bye":
                self._answer(stream, request, began)
                return
            try:
                with self._pulse.inside():
                    data, error = _done(line, request), ""
                self._pulse.check()
            except SupervisionLost as lost:
                raise Broken(lost.what) from lost
            except LinkError as lost:
                data, error = b"", lost.what
            self._answer(stream, request, began, data=data, error=error)

    def _answer(
        self, stream: Stream, request: Request, began: float, *, data: bytes = b"", error: str = "", wait: bool = False,
        about: About | None = None,
    ) -> None:  # fmt: skip
        write(stream, Answer(request.n, self._clock() - began, data, error, wait, about))


def _done(line: RawLine, request: Request) -> bytes:
    match request.do:
        case "open":
            line.open()
        case "send":
            line.send(request.data)
        case "receive":
            return line.receive(min(request.seconds, LONGEST_WAIT))
        case "speed":
            line.change_speed(int(request.seconds))
        case "hello":
            raise Broken("hello in the middle")
        case _:
            pass  # a beat
    return b""


def _let_it_know(stream: ssl.SSLSocket) -> None:
    """Close after a refusal, so that the other side reads why: what it sent meanwhile must be read before."""
    with suppress(OSError, ValueError):
        stream.shutdown(socket.SHUT_WR)
        stream.settimeout(REFUSING)
        stream.recv(1 << 16)
    stream.close()


class Server:
    """Accepts connections for an agent, a thread each.

    Args:
        agent: The agent.
        listening: Where.
        context: TLS.
    """

    def __init__(self, agent: Agent, listening: socket.socket, context: ssl.SSLContext) -> None:
        self._agent, self._listening, self._context = agent, listening, context

    def run(self) -> None:
        """Accept until the listening socket is closed."""
        with suppress(OSError):
            while True:
                plain, where = self._listening.accept()
                threading.Thread(target=self._one, args=(plain, where[0]), daemon=True).start()

    def _one(self, plain: socket.socket, host: str) -> None:
        plain.settimeout(self._agent.silence)
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream = self._context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        except (OSError, ValueError):  # gone already
            plain.close()
            return
        try:
            stream.do_handshake()
        except (OSError, ValueError) as error:  # somebody whom the agent does not know
            if isinstance(error, ssl.SSLCertVerificationError):
                tell(f"agent: {host} was refused, its certificate is not one of --client: {error.verify_message}")
            _let_it_know(stream)
            return

        def drop() -> None:
            with suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)

        self._agent.serve(stream, drop)
