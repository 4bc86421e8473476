"""A simulated Mensor CPC6050 on a `PressureLine`: Mensor command set, channel A and B on the same line."""

from collections import deque
from decimal import Decimal, InvalidOperation

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.pressure_line import PressureLine
from metrology.units import convert

_UNITS = {"PA": "Pa", "HPA": "hPa", "KPA": "kPa", "MPA": "MPa", "MBAR": "mbar", "BAR": "bar", "PSI": "psi"}


class SimulatedMensor:
    """One controller.

    Args:
        line: The pressure line it feeds; the controller's own errors are the line's.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, line: PressureLine, name: Name, time: Time, key: tuple[object, ...]) -> None:
        self.line, self.name, self._time, self._key = line, name, time, key
        self.mishaps = {"drift_step": line.step}
        self.words = {"CHAN": "A", "UNITS": "KPA", "PTYPE": "GAUGE", "CRATE": "FAST"}
        self.mode = "MEASURE"
        self._setpoint = self._rate = Decimal(0)
        self._errors: deque[str] = deque(maxlen=10)

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query with a blank or `E` in front; a command is silent."""
        text = message.decode("latin-1").strip().upper()
        name, _, value = text.partition(" ")
        if not name.endswith("?"):
            self._command(name, value.strip())
            return None
        flag = "E" if self._errors else " "
        answer = self._query(name[:-1])
        if answer is None:
            self._errors.append("-113,UNDEFINED HEADER")
            return b"E?\r\n"
        return f"{flag}{answer}\r\n".encode()

    def _query(self, name: str) -> str | None:
        if name in self.words:
            return self.words[name]
        answers = {
            "ID": lambda: f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}",
            "ERROR": lambda: self._errors.popleft() if self._errors else "NO ERRORS",
            "MODE": lambda: self.mode,
            "SETPT": lambda: self._exponential(self._setpoint, 7),
            "RSETPT": lambda: self._exponential(self._rate, 7),
            "A": self._shown,
            "B": self._shown,
            "AS": self._stable,
            "BS": self._stable,
        }
        return answers[name]() if name in answers else None

    def _command(self, name: str, value: str) -> None:
        if name in self.words and (name != "UNITS" or value in _UNITS):
            self.words[name] = value
        elif name in ("CONTROL", "MEASURE", "VENT") and not value:
            self._go_into(name)
        elif name in ("SETPT", "RSETPT"):
            self._number(name, value)
        else:
            self._errors.append("-113,UNDEFINED HEADER")

    @property
    def output(self) -> bool:
        """Whether it controls."""
        return self.mode == "CONTROL"

    def _number(self, name: str, value: str) -> None:
        try:
            number = Decimal(value)
        except InvalidOperation:
            self._errors.append("-104,DATA TYPE ERROR")
            return
        if abs(self._kilopascal(number)) > self.line.full_scale:
            self._errors.append("-222,DATA OUT OF RANGE")
        elif name == "RSETPT":
            self._rate = number
        else:
            self._setpoint = number
            if self.mode == "CONTROL":
                self._drive()

    def _go_into(self, mode: str) -> None:
        now = float(self._time.now())
        self.mode = mode
        if mode == "CONTROL":
            self._drive()
        elif mode == "VENT":
            self.line.go(0.0, self.line.full_scale / 4.0, now)
        else:
            self.line.hold(now)

    def _drive(self) -> None:
        rate = self._kilopascal(self._rate) if self.words["CRATE"] == "VARIABLE" and self._rate > 0 else 1e9
        slew = min(self.line.full_scale / 2.0, rate)
        self.line.go(self._kilopascal(self._setpoint), slew, float(self._time.now()))

    def _kilopascal(self, value: Decimal) -> float:
        return float(convert(value, _UNITS[self.words["UNITS"]], "kPa"))

    def _stable(self) -> str:
        target = self._kilopascal(self._setpoint) if self.mode == "CONTROL" else 0.0
        left = abs(self.line.controlled(float(self._time.now())) - target)
        return "YES" if self.mode != "MEASURE" and left <= 5e-5 * self.line.full_scale else "NO"

    def _shown(self) -> str:
        now = float(self._time.now())
        ripple = 1e-6 * self.line.full_scale * normal(*self._key, "ripple", round(now * 1000))
        shown = convert(Decimal(repr(self.line.controlled(now) + ripple)), "kPa", _UNITS[self.words["UNITS"]])
        return self._exponential(shown, 5)

    @staticmethod
    def _exponential(value: Decimal, digits: int) -> str:
        return f"{float(value):+.{digits}E}"


def alone(time: Time, seed: int) -> SimulatedMensor:
    """One of 1 MPa with nothing else on its line."""
    name = Name("MENSOR", "CPC6050", "SIM-410001", "1.04.00")
    return SimulatedMensor(PressureLine(1000.0, 0.99996, -0.01), name, time, (seed, "cpc6050"))
