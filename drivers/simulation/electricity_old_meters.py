"""Simulated 3458A and 8508A: multimeters older than SCPI."""

from collections import deque
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.electricity_meter import RANGES, MeterModel

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS_3458 = {"DCV": "VOLT", "ACV": "VOLT:AC", "OHM": "RES", "OHMF": "FRES", "DCI": "CURR", "ACI": "CURR:AC"}
_CODES_3458 = {"DCV": 1, "ACV": 2, "OHM": 4, "OHMF": 5, "DCI": 6, "ACI": 7}


def _span(function: str, text: str) -> float | None:
    """Range for a parameter: 0 chooses, None cannot be had."""
    if text in ("AUTO", "", "-1"):
        return 0.0
    try:
        wanted = float(Decimal(text))
    except InvalidOperation:
        return None
    return next((span for span in RANGES[function] if span >= wanted > 0), None)


class Simulated3458A:
    """A 3458A: obeys in silence, answers its own queries, sends a reading whenever it is armed."""

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, model: MeterModel, name: Name, time: Time) -> None:
        self.model, self.name, self._time = model, name, time
        self.word, self.range, self.cycles = "DCV", 0.0, "10"
        self.errors: deque[str] = deque(maxlen=20)
        self.mishaps: dict[str, Callable[[], None]] = {
            "stuck": self.model.stick,
            "drift_step": self.model.step,
            "wrong_unit": lambda: setattr(self, "word", "OHM"),
            "error": lambda: self.errors.append('202,"HARDWARE FAILURE"'),
            "reboot": self._reboot,
        }

    def _reboot(self) -> None:
        self.word, self.range, self.cycles = "DCV", 0.0, "10"
        self.errors.clear()

    def handle(self, message: bytes) -> bytes | None:
        """Carry out one command."""
        head, _, rest = message.decode("latin-1").strip().upper().partition(" ")
        queries = {
            "ID?": lambda: self.name.model,
            "ERRSTR?": lambda: self.errors.popleft() if self.errors else '0,"NO ERROR"',
            "NPLC?": lambda: f" {float(self.cycles):.7E}",
            "FUNC?": lambda: f" {_CODES_3458[self.word]}, {self.range:.7E}",
        }
        if head in queries:
            return f"{queries[head]()}\r\n".encode()
        if head == "TARM" and rest.startswith("SGL"):
            value = self.model.measure(_WORDS_3458[self.word], self.range, float(self._time.now()))
            return b" 1.00000000E+38\r\n" if value is None else f" {value:.9E}\r\n".encode()
        self._command(head, rest)
        return None

    def _command(self, head: str, rest: str) -> None:
        if head in _WORDS_3458:
            span = _span(_WORDS_3458[head], rest)
            if span is None:
                self.errors.append('102,"SYNTAX ERROR"')
            else:
                self.word, self.range = head, span
        elif head == "NPLC":
            self.cycles = rest
        elif head not in ("TARM", "TRIG", "END", "OFORMAT", "NRDGS", "SETACV", "PRESET", "RESET"):
            self.errors.append('101,"UNDEFINED WORD"')


class Simulated8508A:
    """An 8508A: the first conversion after a change still shows what was there before."""

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, model: MeterModel, name: Name, time: Time) -> None:
        self.model, self.name, self._time = model, name, time
        self.function, self.range = "VOLT", 0.0
        self.events, self.execution = 128, 0
        self._last = " 0.000000000E+00"
        self._stale = False
        self.mishaps: dict[str, Callable[[], None]] = {
            "stuck": self.model.stick,
            "drift_step": self.model.step,
            "error": lambda: setattr(self, "events", self.events | 1 << 3),
            "reboot": self._reboot,
        }

    def _reboot(self) -> None:
        self.function, self.range, self.events, self.execution = "VOLT", 0.0, 128, 0

    def handle(self, message: bytes) -> bytes | None:
        """Carry out one command."""
        head, _, rest = message.decode("latin-1").strip().upper().partition(" ")
        if head == "*IDN?":
            name = self.name
            return f"{name.maker},{name.model},{name.serial},{name.firmware}\n".encode()
        if head == "X?":
            return f"{self._convert()}\n".encode()
        if head == "*ESR?":
            shown, self.events = self.events, 0
            return f"{shown}\n".encode()
        if head in ("EXQ?", "DDQ?"):
            shown, self.execution = (self.execution, 0) if head == "EXQ?" else (0, self.execution)
            return f"{shown}\n".encode()
        self._command(head, rest.split(","))
        return None

    def _convert(self) -> str:
        value = self.model.measure(self.function, self.range, float(self._time.now()))
        fresh = " 2.000000000E+35" if value is None else f"{value: .9E}"
        shown, self._last, self._stale = (self._last if self._stale else fresh), fresh, False
        return shown

    def _command(self, head: str, settings: list[str]) -> None:
        words = {"DCV": "VOLT", "ACV": "VOLT:AC", "DCI": "CURR", "ACI": "CURR:AC"}
        if head == "OHMS":
            words["OHMS"] = "FRES" if "FOUR_WR" in settings else "RES"
        if head in words:
            span = _span(words[head], settings[0])
            if span is None:
                self.events, self.execution = self.events | 1 << 4, 1014
                return
            self.function, self.range, self._stale = words[head], span, True
        elif head == "INPUT" and settings[0] in ("FRONT", "REAR"):
            self._stale = True
        elif head != "TRG_SRCE":
            self.events |= 1 << 5
