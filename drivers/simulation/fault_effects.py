"""What each kind of fault makes of an instrument and of its answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from drivers.simulation.device import Device, TalkativeDevice
from drivers.simulation.faults import IMPOSTOR, OWN_KINDS, Exchange, Fault, FaultPlan

_NUMBER = re.compile(rb"-?[0-9]+\.[0-9]+")
#: Connections that are refused after a fault of kind `refuse`.
_REFUSALS = 2


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes onto the wire for one request.

    Attributes:
        pieces: Data with the real seconds to wait before each.
        hang_up: Close the connection afterwards.
    """

    pieces: tuple[tuple[float, bytes], ...]
    hang_up: bool = False


@runtime_checkable
class MishapProne(Protocol):
    """An instrument that can itself go wrong, beside `Device`.

    Attributes:
        mishaps: What can happen to it, by the kind of the fault: called before the request is answered. For `checksum`
            and `address` it makes the next answer wrong in that way, for `busy` the next answer states it.
    """

    mishaps: Mapping[str, Callable[[], None]]


@runtime_checkable
class Greeting(Protocol):
    """An instrument that says something unasked at power-on, beside `Device`."""

    def greeting(self) -> bytes:
        """The line with its terminator."""
        ...


def possible(kind: str, device: Device) -> bool:
    """Whether a fault can happen to a device: those of the wire to all, its own where it names them.

    An instrument that talks unasked has no request that could come back.
    """
    if kind == "echo" and isinstance(device, TalkativeDevice):
        return False
    return kind not in OWN_KINDS or (isinstance(device, MishapProne) and kind in device.mishaps)


def before(fault: Fault, device: Device, plan: FaultPlan) -> None:
    """What happens to the instrument before it answers."""
    if fault.kind == "wrong_instrument":
        device.name = IMPOSTOR
    elif fault.kind in ("refuse", "reboot"):
        plan.refusals = _REFUSALS if fault.kind == "refuse" else 0
    if isinstance(device, MishapProne) and fault.kind in device.mishaps:
        device.mishaps[fault.kind]()


def spoil(fault: Fault, message: bytes, said: Exchange, device: Device) -> Sent:
    """What a fault makes of an answer; an instrument that stays silent by itself has nothing to spoil but its line."""
    reply = said.sent or b""
    whole = Sent(((0.0, reply),) if reply else ())
    mark = b"SIM-" if reply.startswith(b"SIM-") else b""  # before the frame of a simulated meter; no real one has it
    unasked = device.greeting() if isinstance(device, Greeting) else b"READY\r\n"
    effects: dict[str, Callable[[], Sent]] = {
        "silence": lambda: Sent(()),
        "late": lambda: Sent(((fault.seconds, reply),)),
        "truncated": lambda: Sent(((0.0, reply[: max(1, len(reply) // 2)]),)),
        "split": lambda: Sent(tuple((0.001, reply[i : i + 1]) for i in range(len(reply)))),
        "duplicate": lambda: Sent(((0.0, reply + reply),)),
        "garbage": lambda: Sent(((0.0, b"\xff\x8a?" + reply[-2:]),)),
        "nul": lambda: Sent(((0.0, reply[: len(reply) // 2] + b"\0" + reply[len(reply) // 2 :]),)),
        "echo": lambda: Sent(((0.0, message + b"\r\n" + reply),)),
        "unsolicited": lambda: Sent(((0.0, unasked + reply),)),
        "preamble": lambda: Sent(((0.0, mark + b"\xfe" * 4 + reply.removeprefix(mark)),)),
        "overload": lambda: Sent(((0.0, _NUMBER.sub(b"9.9E+37", reply)),)),
        "nan": lambda: Sent(((0.0, _NUMBER.sub(b"9.91E+37", reply)),)),
        "stale": lambda: Sent(((0.0, said.previous or reply),)),
        "disconnect": lambda: Sent(((0.0, reply[:3]),), hang_up=True),
        "disconnect_after": lambda: Sent(((0.0, reply),), hang_up=True),
        "refuse": lambda: Sent((), hang_up=True),
        "reboot": lambda: Sent((), hang_up=True),
    }
    return effects[fault.kind]() if fault.kind in effects else whole
