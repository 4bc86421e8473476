"""Faults on the wire by schedule: the n-th request, or the n-th request of one kind, is answered wrongly."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from drivers.simulation.device import Name

Kind = Literal[
    "silence", "late", "truncated", "split", "duplicate", "garbage", "overload", "nan", "disconnect", "wrong_instrument"
]
_NUMBER = re.compile(rb"-?[0-9]+\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        kind: What goes wrong.
        request: Which request, counted from 1 over the whole session.
        match: Count only requests that begin with this text; empty counts all.
        seconds: Real time by which a late reply is late.
    """

    kind: Kind
    request: int
    match: str = ""
    seconds: float = 0.5


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes onto the wire for one request.

    Attributes:
        pieces: Data with the real seconds to wait before each.
        hang_up: Close the connection afterwards.
    """

    pieces: tuple[tuple[float, bytes], ...]
    hang_up: bool = False


IMPOSTOR = Name("ACME", "IMPOSTOR 1", "00000000", "0.0")


class FaultPlan:
    """Counts one device's requests and says which fault each meets.

    Args:
        faults: The schedule.
    """

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        self._faults = tuple(faults)
        self._seen = [0] * len(self._faults)

    def next(self, message: bytes) -> Fault | None:
        """The fault that this request meets, if any."""
        met = None
        for index, fault in enumerate(self._faults):
            if message.decode("latin-1").startswith(fault.match):
                self._seen[index] += 1
                if self._seen[index] == fault.request:
                    met = fault
        return met


def spoil(fault: Fault, reply: bytes) -> Sent:
    """What a fault makes of a reply."""
    return {
        "silence": lambda: Sent(()),
        "late": lambda: Sent(((fault.seconds, reply),)),
        "truncated": lambda: Sent(((0.0, reply[: max(1, len(reply) // 2)]),)),
        "split": lambda: Sent(tuple((0.001, reply[i : i + 1]) for i in range(len(reply)))),
        "duplicate": lambda: Sent(((0.0, reply + reply),)),
        "garbage": lambda: Sent(((0.0, b"\xff\x00\x8a?" + reply[-2:]),)),
        "overload": lambda: Sent(((0.0, _NUMBER.sub(b"9.9E+37", reply)),)),
        "nan": lambda: Sent(((0.0, _NUMBER.sub(b"9.91E+37", reply)),)),
        "disconnect": lambda: Sent(((0.0, reply[:3]),), hang_up=True),
        "wrong_instrument": lambda: Sent(((0.0, reply),)),
    }[fault.kind]()
