"""The OUT/OPER/STBY language as simulated calibrators understand it; error codes except 321 and 1300 are made up."""

import re
from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.electricity_calibrator import CalibratorModel
from drivers.simulation.electricity_leads import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(r"(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[+-]?[0-9]{1,2})?) *(?P<unit>[A-Z]+)")
SYNTAX, UNIT, RANGE, CONFLICT = 1300, 1301, 1302, 1303
TEXTS = {
    SYNTAX: "Bad syntax",
    UNIT: "Bad units",
    RANGE: "Outside the entry limits",
    CONFLICT: "Not possible in this state",
    321: "20A Terminals must be shorted",
}


class Fault(Exception):
    """A command that the calibrator refuses.

    Args:
        code: Its error code.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def amount(text: str, units: dict[str, tuple[str, Decimal]]) -> tuple[Decimal, str]:
    """Read `10 V` or `100MV` with the multipliers of one family; raises `Fault`."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise Fault(SYNTAX)
    if match["unit"] not in units:
        raise Fault(UNIT)
    unit, factor = units[match["unit"]]
    return Decimal(match["number"]) * factor, unit


class SimulatedFluke:
    """A calibrator on a line.

    Args:
        model: Its physics.
        name: Identity.
        time: The world's time.

    Attributes:
        remote: Whether it is under remote control.
        mishaps: What can happen to it.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"
    depth = 15

    def __init__(self, model: CalibratorModel, name: Name, time: Time) -> None:
        self.model, self.name, self._time = model, name, time
        self.remote = True
        self.faults: deque[int] = deque()
        self.mishaps: dict[str, Callable[[], None]] = {
            "trip": lambda: self.model.trip(self.now),
            "reboot": self._reboot,
            "drift_step": self.model.step,
            "error": lambda: self.faults.append(321),
        }
        self._commands: dict[str, Callable[[str], str | None]] = {
            "*IDN?": lambda _: f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}",
            "*CLS": lambda _: self.faults.clear(),
            "*RST": lambda _: self._reset(),
            "*OPC?": lambda _: "1",
            "REMOTE": lambda _: setattr(self, "remote", True),
            "OUT": self._out,
            "OUT?": lambda _: self.stated(),
            "OPER": lambda _: self._operate(),
            "OPER?": lambda _: str(int(self.model.energised(self.now))),
            "STBY": lambda _: self._standby(),
            "ISR?": lambda _: str(self.status()),
            "FAULT?": lambda _: str(self.faults.popleft() if self.faults else 0),
        }

    @property
    def now(self) -> float:
        """The world's time in s."""
        return float(self._time.now())

    def energised(self, now: float) -> bool:
        """Whether the output operates."""
        return self.model.energised(now)

    def signal(self, terminals: str, now: float) -> Signal | None:
        """What is on its terminals."""
        return self.model.signal(terminals, now)

    def handle(self, message: bytes) -> bytes | None:
        """Carry out the commands of a line, one after the other."""
        replies = []
        for part in self.accept(message.decode("latin-1")).split(";"):
            head, _, rest = part.strip().upper().partition(" ")
            try:
                reply = self._command(head)(rest)
            except Fault as fault:
                if len(self.faults) < self.depth:  # the first ones are kept
                    self.faults.append(fault.code)
                continue
            if reply is not None:
                replies.append(reply)
        return (";".join(replies) + "\r\n").encode() if replies else None

    def _command(self, head: str) -> "Callable[[str], str | None]":
        if head not in self._commands:
            raise Fault(SYNTAX)
        return self._commands[head]

    def accept(self, line: str) -> str:
        """What of a line gets into the input buffer."""
        return line

    def units(self) -> dict[str, tuple[str, Decimal]]:
        """Words for units and what they mean."""
        raise NotImplementedError

    def check(self, value: Decimal, unit: str, frequency: Decimal) -> None:
        """Refuse a setting that the family does not have; raises `Fault`."""
        raise NotImplementedError

    def stated(self) -> str:
        """Answer to `OUT?`."""
        raise NotImplementedError

    def adjusted(self, value: Decimal, unit: str) -> Decimal:  # noqa: ARG002  for families without fixed values
        """What is really put out for a setting."""
        return value

    def status(self) -> int:
        """Answer to `ISR?`."""
        now = self.now
        return int(self.model.energised(now)) | int(self.remote) << 11 | int(self.model.settled(now)) << 12

    def _out(self, text: str) -> None:
        parts = [amount(part, self.units()) for part in text.split(",")]
        value, unit = Decimal(repr(self.model.value)), self.model.unit
        frequency = Decimal(repr(self.model.frequency))
        for number, kind in parts:
            if kind == "Hz":
                frequency = number
            else:
                value, unit = number, kind
        if unit == "Ω":
            frequency = Decimal(0)
        self.check(value, unit, frequency)
        self.set(self.adjusted(value, unit), unit, frequency)

    def set(self, value: Decimal, unit: str, frequency: Decimal) -> None:
        """Take a checked setting."""
        self.model.set(float(value), unit, float(frequency), self.now)

    def _operate(self) -> None:
        self.allow_operation()
        self.model.operate(self.now)

    def allow_operation(self) -> None:
        """Raise `Fault` where OPER is inhibited."""

    def _standby(self) -> None:
        if self.remote:
            self.model.standby(self.now)

    def _reboot(self) -> None:
        self._reset()
        self.faults.clear()

    def _reset(self) -> None:
        self.model.standby(self.now)
        self.model.set(0.0, "V", 0.0, self.now)
