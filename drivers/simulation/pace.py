"""A simulated Druck PACE5000: SCPI bytes around a `PressureLine`.

Its scale is not the truth: the line's `true_gain` and `true_offset` are its own errors, inside what its certificate
says and different from it.
"""

import re
from collections import deque
from decimal import Decimal, InvalidOperation

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.pressure_line import PressureLine
from metrology.units import convert

_UNITS = {
    "PA": ("Pa", 0),
    "HPA": ("hPa", 1),
    "KPA": ("kPa", 2),
    "MPA": ("MPa", 5),
    "MBAR": ("mbar", 1),
    "BAR": ("bar", 4),
    "PSI": ("psi", 3),
}
_OPTIONAL = re.compile(r":(LEV|IMM)(?=:|$)")
_VENT_CONSTANTS = 10.0  # time constants of the line: what is left is below its resolution


class SimulatedPace:
    """One controller on the bench.

    Args:
        line: The pressure line it feeds.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, line: PressureLine, name: Name, time: Time, key: tuple[object, ...]) -> None:
        self.line, self.name, self._time, self._key = line, name, time, key
        self._unit, self._decimals = _UNITS["KPA"]
        self._words = {":SOUR:PRES:SLEW:MODE": "MAX", ":SOUR:PRES:SLEW:OVER": "1"}
        self._setpoint = self._slew = Decimal(0)
        self.output = False
        self._vent_began: float | None = None
        self._errors: deque[str] = deque(maxlen=10)
        self._frozen = ""
        self.mishaps = {
            "trip": lambda: self._switch(on=False, now=float(self._time.now())),
            "reboot": self._reboot,
            "wrong_unit": lambda: self._command(":UNIT:PRES", "BAR" if self._unit == "psi" else "PSI"),
            "error": lambda: self._errors.append('-330,"Self-test failed"'),
            "stuck": self._freeze,
            "drift_step": self.line.step,
        }

    def handle(self, message: bytes) -> bytes | None:
        """Answer one SCPI message; queries echo their header, commands are silent, mistakes go to the error queue."""
        text = message.decode("latin-1").strip()
        header, _, value = text.partition(" ")
        query = header.endswith("?")
        header = _OPTIONAL.sub("", re.sub(r"(?<=[A-Z])1(?=[:?]|$)", "", header.upper())).rstrip("?")
        if header == "*IDN" and query:
            return f"*IDN {self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}\n".encode()
        if not query:
            self._command(header, value.strip().upper())
            return None
        answer = self._query(header)
        if answer is None:
            self._errors.append('-113,"Undefined header"')
            return None
        return f"{header} {answer}\n".encode()

    def _query(self, header: str) -> str | None:
        now = float(self._time.now())
        answers = {
            ":SYST:ERR": lambda: self._errors.popleft() if self._errors else '0,"No error"',
            ":UNIT:PRES": lambda: next(word for word, (unit, _) in _UNITS.items() if unit == self._unit),
            ":SOUR:PRES:AMPL": lambda: format(self._setpoint, "f"),
            ":SOUR:PRES:SLEW": lambda: format(self._slew, "f"),
            ":OUTP:STAT": lambda: str(int(self.output)),
            ":SOUR:PRES:AMPL:VENT": lambda: str(self._vent_state(now)),
            ":SENS:PRES": lambda: self._shown(now),
            ":SENS:PRES:INL": lambda: f"{self._shown(now)}, {int(self._in_limits(now))}",
        }
        if header in self._words:
            return self._words[header]
        return answers[header]() if header in answers else None

    def _command(self, header: str, value: str) -> None:
        now = float(self._time.now())
        if header in self._words:
            self._words[header] = value
        elif header == ":UNIT:PRES" and value in _UNITS:
            unit, self._decimals = _UNITS[value]
            self._setpoint, self._slew = (convert(old, self._unit, unit) for old in (self._setpoint, self._slew))
            self._unit = unit
        elif header in (":SOUR:PRES:AMPL", ":SOUR:PRES:SLEW"):
            self._number(header, value, now)
        elif header == ":OUTP:STAT" and value in ("0", "1"):
            self._switch(on=value == "1", now=now)
        elif header == ":SOUR:PRES:AMPL:VENT" and value in ("0", "1"):
            self._vent(start=value == "1", now=now)
        else:
            self._errors.append('-113,"Undefined header"')

    def _number(self, header: str, value: str, now: float) -> None:
        try:
            number = Decimal(value)
        except InvalidOperation:
            self._errors.append('-104,"Data type error"')
            return
        if abs(convert(number, self._unit, "kPa")) > Decimal(repr(1.1 * self.line.full_scale)):
            self._errors.append('-222,"Data out of range"')
        elif header == ":SOUR:PRES:SLEW":
            self._slew = number
        else:
            self._setpoint = number
            if self.output:
                self._drive(now)

    def _switch(self, *, on: bool, now: float) -> None:
        if on and self._vent_state(now) != 0:
            self._errors.append('-221,"Settings conflict"')
        elif on and not self.output:
            self.output = True
            self._drive(now)
        elif not on and self.output:
            self.output = False
            self.line.hold(now)

    def _vent(self, *, start: bool, now: float) -> None:
        if start:
            self.output = False
            self._vent_began = now
            self.line.go(0.0, self.line.full_scale / 4.0, now)
        else:
            self._vent_began = None

    def _vent_state(self, now: float) -> int:
        if self._vent_began is None:
            return 0
        return 1 if now < self._vent_began + _VENT_CONSTANTS * self.line.tau else 2

    def _drive(self, now: float) -> None:
        fastest = self.line.full_scale / 2.0
        slew = fastest
        if self._words[":SOUR:PRES:SLEW:MODE"] == "LIN" and self._slew > 0:
            slew = min(fastest, float(convert(self._slew, self._unit, "kPa")))
        self.line.go(float(convert(self._setpoint, self._unit, "kPa")), slew, now)

    def _reboot(self) -> None:
        """Settings are lost, the output is off."""
        self._switch(on=False, now=float(self._time.now()))
        self._unit, self._decimals = _UNITS["KPA"]
        self._words |= {":SOUR:PRES:SLEW:MODE": "MAX", ":SOUR:PRES:SLEW:OVER": "1"}
        self._setpoint = self._slew = Decimal(0)
        self._vent_began = None
        self._errors.clear()

    def _freeze(self) -> None:
        """The display keeps its value from now on, whatever the pressure."""
        self._frozen = self._shown(float(self._time.now()))

    def _in_limits(self, now: float) -> bool:
        target = float(convert(self._setpoint, self._unit, "kPa"))
        return self.output and abs(self.line.controlled(now) - target) <= 5e-5 * self.line.full_scale

    def _shown(self, now: float) -> str:
        if self._frozen:
            return self._frozen
        ripple = 2e-6 * self.line.full_scale * normal(*self._key, "ripple", round(now * 1000)) / 3.0
        shown = Decimal(repr(self.line.controlled(now) + ripple))
        if self._unit != "kPa":
            shown = convert(shown, "kPa", self._unit)
        rounded = shown.quantize(Decimal(1).scaleb(-self._decimals))
        return format(abs(rounded) if rounded == 0 else rounded, "f")
