"""What every simulated instrument with a wire offers to the server that carries its bytes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Wait:
    """The instrument answers later: ask it again with the same message.

    Attributes:
        seconds: World time to wait.
    """

    seconds: float


@dataclass
class Name:
    """Who the instrument says it is.

    Attributes:
        maker: Maker.
        model: Model.
        serial: Serial number.
        firmware: Software version.
    """

    maker: str
    model: str
    serial: str
    firmware: str


class Time(Protocol):
    """The world's time."""

    waits: bool

    def now(self) -> Decimal:
        """Seconds since the world began."""
        ...


class Device(Protocol):
    """State, physics and bytes of one instrument.

    Attributes:
        name: Who it says it is; a fault may swap it.
        scheme: Address form by which clients reach it, with `{port}`.
        end: Byte that ends a received message.
    """

    name: Name
    scheme: str
    end: bytes

    def handle(self, message: bytes) -> bytes | Wait | None:
        """Answer one message (without its end); None where the instrument stays silent."""
        ...


@runtime_checkable
class FramedDevice(Protocol):
    """An instrument of a binary protocol, beside `Device`: it tells its frames by their length, `end` is not used."""

    def length(self, received: bytes) -> int | None:
        """Length of the first frame in `received`, noise before it included; None while that cannot be told yet."""
        ...


@runtime_checkable
class TalkativeDevice(Protocol):
    """An instrument that talks unasked, beside `Device`.

    Attributes:
        pause: Real seconds from one frame to the next.
    """

    pause: float

    def say(self) -> bytes:
        """The next frame, with its end."""
        ...
