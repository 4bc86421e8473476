"""Simulated thermometer readouts with their probe in a `ThermalNode`: Fluke 1594A and a plain SCPI one."""

from collections import deque
from datetime import datetime, timedelta

from drivers.simulation.blocks.quantity import Node
from drivers.simulation.device import Name, Time
from drivers.simulation.noise import normal
from drivers.simulation.temperature_node import ThermalNode

_PERIOD = 2  # seconds from one measurement to the next
#: Defects of a readout with its sensor, in K.
DEFECTS = {"offset": 0.6}
_BEGAN = datetime(2026, 1, 1)  # noqa: DTZ001  the instrument's clock knows no zone


class SimulatedReadout:
    """One readout, probe on channel 1.

    Args:
        node: What the probe is in.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
        error: Indication minus true temperature, in K.

    Attributes:
        error: Indication minus true temperature, in K.
        measuring: Whether measurements go on; without one `FETC?` is silent.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(self, node: Node, name: Name, time: Time, key: tuple[object, ...], error: float = 0.0) -> None:
        self.node, self.name, self._time, self._key, self.error = node, name, time, key, error
        self.measuring = True
        self._errors: deque[str] = deque(maxlen=10)

    def handle(self, message: bytes) -> bytes | None:
        """Answer a query; one that has nothing to answer is silent and leaves an error."""
        command, _, value = message.decode("latin-1").strip().upper().partition(" ")
        if command == "*IDN?":
            text = f"{self.name.maker},{self.name.model},{self.name.serial},{self.name.firmware}"
        elif command == "SYST:ERR?":
            text = self._errors.popleft() if self._errors else '0,"No error"'
        elif command in ("FETC?", "FETCH?"):
            if not self.measuring or value != "1":
                self._errors.append('-230,"Data corrupt or stale"')
                return None
            text = self._fetched()
        elif command == "MEAS:TEMP?":
            text = f"{self._shown(float(self._time.now())):+.6E}"
        else:
            self._errors.append('-113,"Undefined header"')
            return None
        return f"{text}\r\n".encode()

    def _fetched(self) -> str:
        taken = float(self._time.now()) // _PERIOD * _PERIOD
        stamp = _BEGAN + timedelta(seconds=taken)
        return f"{self._shown(taken):.5f},C,1,{stamp:%Y-%m-%d %H:%M:%S}"

    def _shown(self, now: float) -> float:
        noise = 0.0003 * normal(*self._key, "noise", round(now * 10))
        return self.node.at(now) + self.error + noise


def alone(time: Time, seed: int) -> SimulatedReadout:
    """A 1594A with its probe in a body at 25 °C."""
    return SimulatedReadout(ThermalNode(), Name("FLUKE", "1594A", "SIM-B1594", "1.10"), time, (seed, "1594"), 0.0012)


def plain(time: Time, seed: int) -> SimulatedReadout:
    """A readout that measures on `MEAS:TEMP?`."""
    return SimulatedReadout(ThermalNode(), Name("FLUKE", "1586A", "SIM-31586", "1.20"), time, (seed, "1586"), -0.004)
