"""A simulated DH Instruments PPC4 on a `PressureLine`, enhanced dialect over RS-232 (every message is answered)."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.pressure_line import PressureLine
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Callable

_DECIMALS = {"Pa": 1, "hPa": 3, "kPa": 4, "MPa": 7, "mbar": 3, "bar": 6, "psi": 5}
_VENT_SECONDS = 15.0
_ERRORS = {
    6: "Numeric argument missing or out of range",
    7: "Missing or improper command argument(s)",
    9: "Unknown command",
}


class SimulatedDHI:
    """One controller.

    Args:
        line: The pressure line it feeds; the controller's own errors are the line's.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(self, line: PressureLine, name: Name, time: Time, key: tuple[object, ...]) -> None:
        self.line, self.name, self._time, self._key = line, name, time, key
        self.mishaps = {"drift_step": line.step}
        self._unit, self._mode = "kPa", "a"
        self._target = Decimal(0)
        self.state = "idle"
        self._vent_began = 0.0
        self._last_error = 0

    def handle(self, message: bytes) -> bytes:
        """Answer one message."""
        name, _, value = message.decode("latin-1").strip().partition(" ")
        answer = self._answer(name.upper(), value.strip())
        if isinstance(answer, int):
            self._last_error = answer
            return f"ERR# {answer}\r\n".encode()
        return f"{answer}\r\n".encode()

    def _answer(self, name: str, value: str) -> str | int:
        now = float(self._time.now())
        if name == "PS":
            return self._set(value, now)
        if name == "VENT" and value in ("0", "1"):
            self._vent(start=value == "1", now=now)
            return str(int(self._vented(now)))
        if name == "UNIT" and value[:-1] in _DECIMALS and value[-1] in "ag":
            self._target = convert(self._target, self._unit, value[:-1])
            self._unit, self._mode = value[:-1], value[-1]
            return value
        if name == "ABORT":
            self.state = "idle"
            self.line.hold(now)
            return "ABORT"
        if value:
            return 7
        return self._query(name, now)

    def _query(self, name: str, now: float) -> str | int:
        answers: dict[str, Callable[[], str]] = {
            "VER?": lambda: f"{self.name.maker}, {self.name.model} Ver{self.name.firmware}",
            "SN?": lambda: self.name.serial,
            "ERR": lambda: _ERRORS.get(self._last_error, "OK"),
            "PR?": lambda: self._shown(now),
            "TP?": lambda: self._text(self._target),
            "SR?": lambda: "R" if self._ready(now) else "NR",
            "STAT?": lambda: str(self._status(now)),
            "VENT?": lambda: str(int(self._vented(now))),
        }
        return answers[name]() if name in answers else 9

    def _set(self, value: str, now: float) -> str | int:
        try:
            target = Decimal(value)
        except InvalidOperation:
            return 6
        pressure = float(convert(target, self._unit, "kPa"))
        if self._mode != "g" or abs(pressure) > self.line.full_scale:
            return 6
        self._target, self.state = target, "control"
        self.line.go(pressure, self.line.full_scale / 20.0, now)
        return self._text(target)

    def _vent(self, *, start: bool, now: float) -> None:
        if start:
            self.state, self._vent_began = "vent", now
            self.line.go(0.0, self.line.full_scale / 4.0, now)
        elif self.state == "vent":
            self.state = "idle"

    @property
    def output(self) -> bool:
        """Whether it controls."""
        return self.state == "control"

    def _vented(self, now: float) -> bool:
        return self.state == "vent" and now >= self._vent_began + _VENT_SECONDS

    def _reached(self, now: float) -> bool:
        target = float(convert(self._target, self._unit, "kPa"))
        return abs(self.line.controlled(now) - target) <= 5e-5 * self.line.full_scale

    def _ready(self, now: float) -> bool:
        return self.state == "control" and self._reached(now)

    def _status(self, now: float) -> int:
        if self.state == "control":
            return 32 if self._reached(now) else 2
        return 64 if self.state == "vent" and not self._vented(now) else 0

    def _shown(self, now: float) -> str:
        ripple = 1e-6 * self.line.full_scale * normal(*self._key, "ripple", round(now * 1000))
        pressure = self.line.controlled(now) + ripple + (101.325 if self._mode == "a" else 0.0)
        return self._text(convert(Decimal(repr(pressure)), "kPa", self._unit))

    def _text(self, value: Decimal) -> str:
        rounded = value.quantize(Decimal(1).scaleb(-_DECIMALS[self._unit]))
        return f"{abs(rounded) if rounded == 0 else rounded:f} {self._unit}{self._mode}"


def alone(time: Time, seed: int) -> SimulatedDHI:
    """One of 1 MPa with nothing else on its line."""
    name = Name("DH INSTRUMENTS, INC", "PPC4 A1.4Ms", "SIM-321", "1.01")
    return SimulatedDHI(PressureLine(1000.0, 1.00004, 0.01), name, time, (seed, "ppc4"))
