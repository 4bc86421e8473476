"""A simulated metrology well (SCPI): switched off it cools to the room, its stability flag follows the closed form."""

from collections import deque

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.temperature_node import ThermalNode

_ROOM = 23.0


class SimulatedWell:
    """One well.

    Args:
        node: What it heats.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
        limits: Lowest and highest set-point in °C.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(
        self, node: ThermalNode, name: Name, time: Time, key: tuple[object, ...], limits: tuple[float, float]
    ) -> None:
        self.node, self.name, self._time, self._key, self._limits = node, name, time, key, limits
        self.output = False
        self._unit, self._setpoint = "C", 25.0
        self._errors: deque[str] = deque(maxlen=10)

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query; a command is silent, mistakes go to the error queue."""
        header, _, value = message.decode("latin-1").strip().upper().partition(" ")
        if not header.endswith("?"):
            self._command(header, value)
            return None
        now = float(self._time.now())
        answers = {
            "*IDN?": lambda: f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}",
            "SYST:ERR?": lambda: self._errors.popleft() if self._errors else '0,"No error"',
            "UNIT:TEMP?": lambda: self._unit,
            "SOUR:SPO?": lambda: f"{self._setpoint:.3f}",
            "OUTP:STAT?": lambda: str(int(self.output)),
            "SOUR:SENS:DATA?": lambda: f"{self.node.controlled(now) + self._ripple(now):.3f}",
            "SOUR:STAB:TEST?": lambda: str(int(self.output and abs(self.node.controlled(now) - self._setpoint) < 0.02)),
        }
        if header not in answers:
            self._errors.append('-113,"Undefined header"')
            return None
        return f"{answers[header]()}\r\n".encode()

    def _command(self, header: str, value: str) -> None:
        now = float(self._time.now())
        if header == "UNIT:TEMP" and value in ("C", "F"):
            self._unit = value
        elif header == "OUTP:STAT" and value in ("0", "1"):
            self.output = value == "1"
            self.node.go(self._setpoint if self.output else _ROOM, now)
        elif header == "SOUR:SPO":
            self._set(value, now)
        else:
            self._errors.append('-113,"Undefined header"')

    def _set(self, value: str, now: float) -> None:
        try:
            wanted = float(value)
        except ValueError:
            self._errors.append('-104,"Data type error"')
            return
        if not self._limits[0] <= wanted <= self._limits[1]:
            self._errors.append('-222,"Data out of range"')
            return
        self._setpoint = wanted
        if self.output:
            self.node.go(wanted, now)

    def _ripple(self, now: float) -> float:
        return 0.002 * normal(*self._key, "ripple", round(now * 10))


def alone(time: Time, seed: int) -> SimulatedWell:
    """A 9142 at 25 °C."""
    node = ThermalNode(rate=0.3, tau=70.0, true_offset=0.06)
    return SimulatedWell(node, Name("FLUKE", "9142", "SIM-B9142", "1.10"), time, (seed, "9142"), (-25.0, 150.0))
