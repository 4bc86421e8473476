"""What a bench and the agent near its instruments say to each other, frame after frame over one TLS connection.

A frame is four bytes of length and JSON. Requests are numbered without gaps; an answer bears the number of its request.
A request bears the time since its connection began, by the clock of the sender; an answer says how long the agent took.
"""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeVar

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 200_000
"""Bytes of a frame."""
_HEAD: Final = struct.Struct(">I")
Do = Literal["hello", "open", "send", "receive", "speed", "beat", "bye"]
M = TypeVar("M", bound=Struct)


class Broken(Exception):
    """The connection cannot be believed any longer; the text says why."""


class Stream(Protocol):
    """Bytes that come in order, as a socket gives them."""

    def settimeout(self, seconds: float | None, /) -> None:
        """How long `recv` waits."""
        ...

    def recv(self, size: int, /) -> bytes:
        """Some bytes; none at the end."""
        ...

    def sendall(self, data: bytes, /) -> None:
        """Send everything."""
        ...

    def close(self) -> None:
        """End it."""
        ...


class Request(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a bench asks.

    Attributes:
        n: Its number, from 0.
        at: Seconds since the connection began, by the clock of the bench.
        do: ``hello`` names a role; ``open`` opens its line, again if need be; ``send`` and ``receive`` bytes; ``speed``
            in baud; ``beat`` says that the bench is alive; ``bye`` ends the connection.
        data: Bytes to send.
        seconds: How long bytes are waited for; or the speed.
        role: The role.
        token: The same for all connections of one bench that is open.
    """

    n: int
    at: float
    do: Do
    data: bytes = b""
    seconds: float = 0.0
    role: str = ""
    token: str = ""


class Answer(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the agent answers.

    Attributes:
        n: Number of the request.
        spent: Seconds that the agent had the request, by its own clock.
        data: Bytes that were received.
        error: Why nothing was done; empty where it was.
        wait: Whether asking again later may help.
        about: To ``hello``: what the bench must know of the line.
    """

    n: int
    spent: float
    data: bytes = b""
    error: str = ""
    wait: bool = False
    about: About | None = None


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What a bench must know of a line.

    Attributes:
        address: Where the agent has it.
        quiet: Seconds of silence that prove an empty line.
        simulated: Whether no instrument is there.
        last: What the agent did to the outputs the last time by itself; empty for nothing.
    """

    address: str
    quiet: float
    simulated: bool
    last: str


def write(stream: Stream, message: Struct) -> None:
    """Send a frame.

    Raises:
        Broken: The connection is gone.
    """
    content = msgspec.json.encode(message)
    try:
        stream.sendall(_HEAD.pack(len(content)) + content)
    except OSError as error:
        raise Broken(f"the connection was lost: {error}") from error


def read(stream: Stream, kind: type[M], seconds: float, clock: Callable[[], float] = time.monotonic) -> M:
    """The next frame.

    Args:
        stream: The connection.
        kind: What it must be.
        seconds: How long the whole of it may take.
        clock: Gives the time.

    Raises:
        Broken: It does not come in time, or is no such frame.
    """
    end = clock() + seconds
    (length,) = _HEAD.unpack(_exactly(stream, _HEAD.size, end, clock))
    if length > LONGEST:
        raise Broken(f"a frame of {length} bytes")
    try:
        return msgspec.json.decode(_exactly(stream, length, end, clock), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise Broken(f"no frame of this protocol: {error}") from error


def _exactly(stream: Stream, count: int, end: float, clock: Callable[[], float]) -> bytes:
    found = b""
    while len(found) < count:
        left = end - clock()
        if left <= 0:
            raise Broken("nothing was heard in time")
        try:
            stream.settimeout(left)
            part = stream.recv(count - len(found))
        except TimeoutError as error:
            raise Broken("nothing was heard in time") from error
        except (OSError, ValueError) as error:
            raise Broken(f"the connection was lost: {error}") from error
        if not part:
            raise Broken("the other side closed the connection")
        found += part
    return found
