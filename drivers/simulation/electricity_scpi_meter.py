"""A simulated SCPI multimeter: as unit under test, and as 34401A, 34465A, 8588A."""

import re
from collections import deque
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.electricity_meter import RANGES, MeterModel

if TYPE_CHECKING:
    from collections.abc import Callable

_NODE = re.compile(r"[A-Z]+")
_SUBSYSTEM = re.compile(r"(?P<function>VOLT:AC|CURR:AC|VOLT|CURR|F?RES)?:?(?P<rest>[A-Z:]*)")
_KEPT = ("SAMP:COUN", "TRIG:COUN", "TRIG:SOUR", "DET:BAND")
OVERLOAD = "+9.90000000E+37"
_UNDEFINED, _TYPE, _BOUNDS = '-113,"Undefined header"', '-104,"Data type error"', '-222,"Data out of range"'


def short(header: str) -> str:
    """A header in short form, without the nodes that may be left out."""
    nodes = [
        node[:3] if len(node) > 4 and node[3] in "AEIOU" else node[:4] for node in _NODE.findall(header.upper().strip())
    ]
    return ":".join(node for node in nodes if node not in ("SENS", "DC", "NEXT"))


class SimulatedScpiMeter:
    """A multimeter on a line.

    Args:
        model: Its physics.
        name: Identity.
        time: The world's time.

    Attributes:
        mishaps: What can happen to it.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, model: MeterModel, name: Name, time: Time) -> None:
        self.model, self.name, self._time = model, name, time
        self.function, self.range = "VOLT", 0.0
        self.errors: deque[str] = deque(maxlen=20)
        self._values: dict[str, str] = {}
        self.mishaps: dict[str, Callable[[], None]] = {
            "stuck": self.model.stick,
            "drift_step": self.model.step,
            "wrong_unit": lambda: setattr(self, "function", "RES"),
            "error": lambda: self.errors.append('-310,"System error"'),
            "reboot": self._reboot,
        }
        self._queries: dict[str, Callable[[], str]] = {
            "IDN": lambda: f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}",
            "OPC": lambda: "1",
            "SYST:ERR": lambda: self.errors.popleft() if self.errors else '+0,"No error"',
            "FUNC": lambda: f'"{self.function}"',
            "READ": self.reading,
            "SYST:TEMP": lambda: f"{self.model.temperature(float(self._time.now())):.2f},25.00",
        }

    def handle(self, message: bytes) -> bytes | None:
        """Answer queries, obey commands in silence, put mistakes into the error queue."""
        parts = message.decode("latin-1").strip().split(";")
        answers = [answer for part in parts if (answer := self._message(part.strip())) is not None]
        return f"{';'.join(answers)}\n".encode() if answers else None

    def _message(self, part: str) -> str | None:
        head, _, rest = part.partition(" ")
        header = short(head.removeprefix("*"))
        if not head.endswith("?"):
            self._command(header, rest.strip().upper())
            return None
        answer = self._query(header)
        if answer is None:
            self.errors.append(_UNDEFINED)
        return answer

    def _reboot(self) -> None:
        self.function, self.range = "VOLT", 0.0
        self.errors.clear()
        self._values.clear()

    def reading(self) -> str:
        """One conversion."""
        value = self.model.measure(self.function, self.range, float(self._time.now()))
        return OVERLOAD if value is None else f"{value:+.8E}"

    def _query(self, header: str) -> str | None:
        if header in self._queries:
            return self._queries[header]()
        match = _SUBSYSTEM.fullmatch(header)
        if match and match["rest"] == "RANG":
            return f"{self.range:+.8E}"
        return self._values.get(header)

    def _command(self, header: str, value: str) -> None:
        match = _SUBSYSTEM.fullmatch(header)
        if header.startswith("CONF:") and header.removeprefix("CONF:") in RANGES:
            self._configure(header.removeprefix("CONF:"), value.partition(",")[0])
        elif header == "FUNC" and short(value.strip('"')) in RANGES:
            self.function, self.range = short(value.strip('"')), 0.0
        elif header in ("CLS", "RST"):
            self.errors.clear()
        elif match and match["rest"] == "RANG":
            self._set_range(match["function"] or self.function, value)
        elif match and match["rest"] == "RANG:AUTO":
            self.range = 0.0
        elif header in _KEPT or (match and match["rest"] in ("NPLC", "BAND")):
            self._values[header] = value
        else:
            self.errors.append(_UNDEFINED)

    def _configure(self, function: str, value: str) -> None:
        self.function, self.range = function, 0.0
        if value not in ("", "AUTO", "DEF"):
            self._set_range(function, value)

    def _set_range(self, function: str, value: str) -> None:
        try:
            wanted = float(value)
        except ValueError:
            self.errors.append(_TYPE)
            return
        fitting = [span for span in RANGES[function] if span >= wanted]
        if not fitting or wanted <= 0:
            self.errors.append(_BOUNDS)
        else:
            self.range = fitting[0]


class SimulatedKeithley2000(SimulatedScpiMeter):
    """A Keithley 2000, which names its function in full and answers `CONF?`."""

    def __init__(self, model: MeterModel, name: Name, time: Time) -> None:
        super().__init__(model, name, time)
        self._queries |= {"CONF": self._configuration, "FUNC": self._configuration}

    def _configuration(self) -> str:
        return f'"{self.function}:DC"' if self.function in ("VOLT", "CURR") else f'"{self.function}"'
