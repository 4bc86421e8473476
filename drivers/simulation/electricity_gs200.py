"""A simulated Yokogawa GS200 source of direct voltage and current.

Source: Yokogawa IM GS210-01EN, communication commands (`OUTPut`, `SOURce:FUNCtion`, `RANGe`, `LEVel`, `PROTection`,
`SYSTem:ERRor?`); unverified: from memory, the numbers of errors are made up.
"""

import re
from collections import deque
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.electricity_calibrator import CalibratorErrors, CalibratorModel

if TYPE_CHECKING:
    from collections.abc import Callable

_RANGES = {"VOLT": (0.01, 0.1, 1.0, 10.0, 30.0), "CURR": (0.001, 0.01, 0.1, 0.2)}
_MODES = {"VOLT": "VOLT", "VOLTAGE": "VOLT", "CURR": "CURR", "CURRENT": "CURR"}
_UNITS = {"VOLT": "V", "CURR": "A"}
_OVER = 1.2  # of the range may be set
_NODE = re.compile(r"[A-Z]+")


class SimulatedGS200:
    """One source.

    Args:
        model: Its physics.
        name: Identity.
        time: The world's time.

    Attributes:
        mishaps: What can happen to it.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, model: CalibratorModel, name: Name, time: Time) -> None:
        self.model, self.name, self._time = model, name, time
        self._mode, self._range = "VOLT", 0.01
        self._errors: deque[str] = deque(maxlen=30)
        self.mishaps: dict[str, Callable[[], None]] = {
            "trip": lambda: self.model.trip(self._now()),
            "reboot": self._reboot,
            "wrong_unit": lambda: self._set("SOUR:FUNC", "CURR"),
            "error": lambda: self._errors.append('302,"Output overload"'),
        }

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query; commands are silent, mistakes go to the error queue."""
        head, _, value = message.decode("latin-1").strip().partition(" ")
        nodes = [
            node[:4] if len(node) < 4 or node[3] not in "AEIOU" else node[:3] for node in _NODE.findall(head.upper())
        ]
        header = ":".join(nodes)
        if not head.endswith("?"):
            self._set(header, value.strip().upper())
            return None
        if header == "SYST:ERR":
            return (self._errors.popleft() if self._errors else '0,"No error"').encode() + b"\n"
        answer = self._answers().get(header)
        if answer is None:
            self._errors.append('102,"Undefined header"')
            return None
        return f"{answer}\n".encode()

    def _answers(self) -> dict[str, str]:
        return {
            "IDN": f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}",
            "OUTP:STAT": str(int(self.model.energised(self._now()))),
            "SOUR:FUNC": self._mode,
            "SOUR:RANG": f"{self._range:.5E}",
            "SOUR:LEV": f"{self.model.value:+.6E}",
        }

    def _set(self, header: str, value: str) -> None:
        if header == "SOUR:FUNC" and value in _MODES:
            self._change(_MODES[value])
            return
        try:
            number = float(value)
        except ValueError:
            self._errors.append('104,"Data type error"')
            return
        if header == "OUTP:STAT":
            (self.model.operate if number else self.model.standby)(self._now())
        elif header == "SOUR:RANG" and number in _RANGES[self._mode]:
            self._range = number
            self._level(0.0 if abs(self.model.value) > _OVER * number else self.model.value)
        elif header == "SOUR:LEV" and abs(number) <= _OVER * self._range:
            self._level(number)
        else:
            self._errors.append('222,"Data out of range"')

    def _change(self, mode: str) -> None:
        """Another quantity: the output goes off, as the instrument does it."""
        if mode != self._mode:
            self.model.standby(self._now())
            self._mode, self._range = mode, _RANGES[mode][0]
            self._level(0.0)

    def _level(self, value: float) -> None:
        self.model.set(value, _UNITS[self._mode], 0.0, self._now())

    def _reboot(self) -> None:
        self.model.standby(self._now())
        self._mode, self._range = "VOLT", 0.01
        self._errors.clear()
        self._level(0.0)

    def _now(self) -> float:
        return float(self._time.now())


def alone(time: Time, seed: int) -> SimulatedGS200:
    """A GS210 with nothing at its terminals."""
    model = CalibratorModel(CalibratorErrors.of(seed, "gs200"), settling=0.05)
    return SimulatedGS200(model, Name("YOKOGAWA", "GS211", "SIM-91001", "2.02"), time)
