"""A simulated power analyser of the WT series in the supply of one appliance."""

import re
from collections import deque
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.mains_load import FREQUENCY, SECONDS, VOLTAGE, MainsLoad, Stepped

if TYPE_CHECKING:
    from collections.abc import Callable

_ITEM = re.compile(r":NUM:NORM:ITEM1 ([A-Z]+),([1-6])")
_UNDEFINED = '113,"Undefined header"'


class SimulatedWT:
    """A power analyser.

    Args:
        load: What it measures.
        name: Identity.
        time: The world's time.
        error: Its own relative error.

    Attributes:
        load: What it measures.
        headers: Whether its answers begin with a header, as after power-on.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(self, load: MainsLoad, name: Name, time: Time, error: float = 0.0) -> None:
        self.load, self.name, self._time, self._error = load, name, time, error
        self.errors: deque[str] = deque(maxlen=10)
        self.headers = True
        self._item, self._state = ("U", "1"), "RESET"
        self._began = self._ended = 0.0
        self._stepped: float | None = None
        self.mishaps: dict[str, Callable[[], None]] = {
            "error": lambda: self.errors.append('860,"Abnormal status"'),
            "reboot": self._reboot,
            "wrong_unit": lambda: setattr(self, "_item", ("Q", "1")),
            "drift_step": lambda: setattr(self, "_stepped", self._now()),
        }

    def _reboot(self) -> None:
        self.headers, self._item, self._state = True, ("U", "1"), "RESET"
        self.errors.clear()

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query, obey a command in silence, put mistakes into the error queue."""
        text = message.decode("latin-1").strip().upper()
        head, _, _ = text.partition(" ")
        if not head.endswith("?"):
            self._command(text)
            return None
        answer = self._query(head)
        if answer is None:
            self.errors.append(_UNDEFINED)
            return None
        return f"{answer}\n".encode()

    def _query(self, head: str) -> str | None:
        if head == "*IDN?":
            return f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}"
        if head == ":STAT:ERR?":
            return self.errors.popleft() if self.errors else '0,"No error"'
        answer = {
            ":INTEG:STAT?": lambda: self._state,
            ":NUM:NORM:ITEM1?": lambda: ",".join(self._item),
            ":NUM:NORM:VAL?": self._value,
        }.get(head)
        if answer is None:
            return None
        header = f":{head.rstrip('?').strip(':')} " if self.headers else ""
        return f"{header}{answer()}"

    def _command(self, text: str) -> None:
        item = _ITEM.fullmatch(text)
        if item:
            self._item = (item[1], item[2])
        elif text == ":COMM:HEAD OFF":
            self.headers = False
        elif text == ":INTEG:RES":
            self._reset()
        elif text == ":INTEG:STAR":
            self._start()
        elif text == ":INTEG:STOP" and self._state == "START":
            self._ended, self._state = self._now(), "STOP"
        elif text not in (":NUM:FORM ASC", ":INTEG:MODE NORM", ":INTEG:TIM 0,0,0", ":INTEG:STOP"):
            self.errors.append(_UNDEFINED)

    def _reset(self) -> None:
        if self._state == "START":
            self.errors.append('813,"Invalid operation during integration"')
        else:
            self._state = "RESET"

    def _start(self) -> None:
        if self._state != "START":
            self._began, self._state = self._now(), "START"

    def _value(self) -> str:
        function, element = self._item
        if element != "1":
            return "NAN"
        now = self._now()
        found = {
            "U": VOLTAGE,
            "FU": FREQUENCY,
            "P": self.load.power(now) * self._scale(now),
            "WH": self._energy(),
            "TIME": self._until() - self._began,
        }.get(function)
        started = self._state != "RESET"
        return "NAN" if found is None or (function in ("WH", "TIME") and not started) else f"{found:.6E}"

    def _energy(self) -> float:
        end = self._until()
        true = self.load.energy(end) - self.load.energy(self._began)
        late = 0.0
        if self._stepped is not None and self._stepped < end:
            late = 1e-3 * (self.load.energy(end) - self.load.energy(max(self._began, self._stepped)))
        return true * (1.0 + self._error) + late

    def _scale(self, now: float) -> float:
        return 1.0 + self._error + (1e-3 if self._stepped is not None and self._stepped < now else 0.0)

    def _until(self) -> float:
        return self._now() if self._state == "START" else self._ended

    def _now(self) -> float:
        return float(self._time.now())


def alone(time: Time, seed: int) -> SimulatedWT:  # noqa: ARG001  its own errors are fixed
    """A WT310E on a load of 100 W that has been on for an hour."""
    load = Stepped(100.0)
    device = SimulatedWT(load.load, Name("YOKOGAWA", "WT310E", "SIM-C2PH13045V", "F1.03"), time, error=2e-4)
    device.handle(b":INTEG:STAR")
    device._began = -SECONDS  # noqa: SLF001  its integration is an hour old
    return device
