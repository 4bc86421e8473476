"""Faults by schedule: the n-th request, or the n-th request of one kind, or the first after a moment, goes wrong.

What each kind does is in `fault_effects`; what the framework must show for it is in `fault_outcomes`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from drivers.simulation.device import Name

#: What happens on the wire, to any instrument.
WireKind = Literal[
    "silence",
    "late",
    "truncated",
    "split",
    "duplicate",
    "garbage",
    "nul",
    "echo",
    "unsolicited",
    "preamble",
    "overload",
    "nan",
    "stale",
    "disconnect",
    "disconnect_before",
    "disconnect_after",
    "refuse",
    "wrong_instrument",
]
#: What happens to the instrument itself; it names those that can happen to it in its `mishaps`.
OwnKind = Literal[
    "busy",
    "stuck",
    "trip",
    "reboot",
    "wrong_unit",
    "error",
    "hardware_error",
    "checksum",
    "address",
    "drift_step",
    "clock_wrong",
]
Kind = Literal[WireKind, OwnKind]
WIRE_KINDS: tuple[str, ...] = get_args(WireKind)
OWN_KINDS: tuple[str, ...] = get_args(OwnKind)

IMPOSTOR = Name("ACME", "IMPOSTOR 1", "00000000", "0.0")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        kind: What goes wrong.
        request: Which request, counted from 1 over the whole session; 0 for a fault that `after` schedules.
        match: Count only requests that begin with this text; empty counts all.
        seconds: Real time by which a late reply is late.
        after: World time in seconds; the first matching request at or after it meets the fault.
    """

    kind: Kind
    request: int = 0
    match: str = ""
    seconds: float = 0.5
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what the instrument honestly said to it, before any fault.

    Attributes:
        elapsed: World time.
        message: The request.
        sent: Its answer, None for silence.
        previous: What it had said to the same request before, None for nothing.
    """

    elapsed: Decimal
    message: bytes
    sent: bytes | None
    previous: bytes | None = None


@dataclass
class FaultPlan:
    """One device's schedule, and its record.

    Args:
        faults: The schedule.
        now: World time, for faults that are scheduled by it.

    Attributes:
        exchanges: Everything that the device was asked and honestly answered.
        met: Faults that have happened.
        refusals: Connections still to be refused.
    """

    faults: Sequence[Fault] = ()
    now: Callable[[], Decimal] = Decimal
    exchanges: list[Exchange] = field(default_factory=list)
    met: list[Fault] = field(default_factory=list)
    refusals: int = 0
    _seen: dict[int, int] = field(default_factory=dict)
    _last: dict[bytes, bytes] = field(default_factory=dict)

    def next(self, message: bytes) -> Fault | None:
        """The fault that this request meets, if any."""
        found = None
        for index, fault in enumerate(self.faults):
            if message.decode("latin-1").startswith(fault.match):
                self._seen[index] = self._seen.get(index, 0) + 1
                if self._due(index, fault):
                    found = fault
        if found is not None:
            self.met.append(found)
        return found

    def standing(self) -> Fault | None:
        """The fault on what an instrument says unasked: from its `request`-th frame on, while the schedule holds it.

        Nobody asks for these frames, so that one alone would be met by chance.
        """
        found = None
        for index, fault in enumerate(self.faults):
            self._seen[index] = self._seen.get(index, 0) + 1
            if self._seen[index] >= fault.request if fault.after is None else float(self.now()) >= fault.after:
                found = fault
        if found is not None and found not in self.met:
            self.met.append(found)
        return found

    def _due(self, index: int, fault: Fault) -> bool:
        if fault.after is None:
            return self._seen[index] == fault.request
        return fault not in self.met and float(self.now()) >= fault.after

    def remember(self, message: bytes, sent: bytes | None) -> Exchange:
        """Keep what was honestly said."""
        exchange = Exchange(self.now(), message, sent, self._last.get(message))
        self.exchanges.append(exchange)
        if sent is not None:
            self._last[message] = sent
        return exchange

    def overheard(self, sent: bytes) -> Exchange:
        """Keep what was honestly said unasked, the last of it only: there is no end to it."""
        exchange = Exchange(self.now(), b"", sent, self._last.get(b""))
        self._last[b""] = sent
        return exchange

    def refuses(self) -> bool:
        """Whether the next connection is refused; counts it."""
        refused = self.refusals > 0
        self.refusals -= refused
        return refused
