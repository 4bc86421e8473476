"""A simulated bath or dry-well of the Hart dialect: labels in every answer, silence after a set command."""

from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.temperature_node import ThermalNode


class SimulatedHart:
    """One bath.

    Args:
        node: What it heats.
        name: Identity; the serial number is on the nameplate only.
        time: The world's time.
        key: What its noise belongs to.
        cutout: Temperature in °C of the cut-out.

    Attributes:
        tripped: Whether the cut-out has opened: it stays open until it is reset.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\r"

    def __init__(
        self, node: ThermalNode, name: Name, time: Time, key: tuple[object, ...], cutout: float = 175.0
    ) -> None:
        self.node, self.name, self._time, self._key, self._cutout = node, name, time, key, cutout
        self._unit, self._setpoint = "c", 25.0
        self.tripped = False

    def handle(self, message: bytes) -> bytes | None:
        """Answer a question; a command with `=` is silent, an unknown one too."""
        command, separator, value = message.decode("latin-1").strip().lower().partition("=")
        if separator:
            self._set(command, value)
            return None
        now = float(self._time.now())
        answers = {
            "t": lambda: f"t: {self._shown(self.node.controlled(now) + self._ripple(now)):.2f} {self._unit.upper()}",
            "s": lambda: f"set: {self._shown(self._setpoint):.2f} {self._unit.upper()}",
            "u": lambda: f"u: {self._unit}",
            "c": lambda: f"c: {self._cutout:.0f} C, {'out' if self._trip(now) else 'in'}",
            "*ver": lambda: f"ver.{self.name.model},{self.name.firmware}",
        }
        return f"{answers[command]()}\r\n".encode() if command in answers else None

    def _set(self, command: str, value: str) -> None:
        if command == "u" and value in ("c", "f"):
            self._unit = value
        elif command == "s":
            try:
                wanted = float(value)
            except ValueError:
                return
            self._setpoint = wanted if self._unit == "c" else (wanted - 32.0) / 1.8
            self.node.go(self._setpoint, float(self._time.now()))

    def _trip(self, now: float) -> bool:
        self.tripped = self.tripped or self.node.controlled(now) > self._cutout
        return self.tripped

    def _ripple(self, now: float) -> float:
        return 0.003 * normal(*self._key, "ripple", round(now * 10))

    def _shown(self, celsius: float) -> float:
        return celsius if self._unit == "c" else 1.8 * celsius + 32.0


def alone(time: Time, seed: int) -> SimulatedHart:
    """A 7341 bath at 25 °C."""
    name = Name("Fluke", "7341", "", "SIM-1.00")
    return SimulatedHart(ThermalNode(true_offset=0.012), name, time, (seed, "bath"))


def dry_well(time: Time, seed: int) -> SimulatedHart:
    """A 9103-like dry-well at 25 °C."""
    node = ThermalNode(rate=0.4, tau=90.0, true_offset=-0.05)
    return SimulatedHart(node, Name("Fluke", "9103", "", "SIM-1.21"), time, (seed, "well"), cutout=600.0)
