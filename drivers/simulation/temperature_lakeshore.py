"""A simulated Lake Shore 211 temperature monitor with its sensor in a `ThermalNode`.

Source: Lake Shore 211 user's manual, chapter 6 (`*IDN?`, `KRDG?`, `CRDG?`, `±nnn.nnn`); unverified: from memory.
"""

from drivers.simulation.blocks.quantity import Node
from drivers.simulation.device import Name, Time
from drivers.simulation.temperature_node import ThermalNode

_ZERO_CELSIUS = 273.15  # BIPM SI brochure, 2.3.1


class SimulatedLakeShore211:
    """One monitor.

    Args:
        node: What its sensor is in.
        name: Identity.
        time: The world's time.
        error: Indication minus true temperature, in K.

    Attributes:
        error: Indication minus true temperature, in K.
        mishaps: What can happen to it.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(self, node: Node, name: Name, time: Time, error: float = 0.0) -> None:
        self.node, self.name, self._time, self.error = node, name, time, error
        self._stuck: float | None = None
        self.mishaps = {"stuck": self._stick}

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query; what it does not know it leaves unanswered."""
        command = message.decode("latin-1").strip().upper()
        if command == "*IDN?":
            text = f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}"
        elif command == "CRDG?":
            text = f"{self._shown():+08.3f}"
        elif command == "KRDG?":
            text = f"{self._shown() + _ZERO_CELSIUS:+08.3f}"
        else:
            return None
        return f"{text}\r\n".encode()

    def _shown(self) -> float:
        return self._now() if self._stuck is None else self._stuck

    def _now(self) -> float:
        return self.node.at(float(self._time.now())) + self.error

    def _stick(self) -> None:
        self._stuck = self._now()


def alone(time: Time, seed: int) -> SimulatedLakeShore211:  # noqa: ARG001  it has no noise that shows
    """A 211 in a body at 25 °C."""
    return SimulatedLakeShore211(ThermalNode(), Name("LSCI", "MODEL211S", "SIM-21101", "022924"), time, 0.012)
