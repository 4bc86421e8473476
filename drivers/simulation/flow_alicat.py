"""A simulated Alicat mass-flow controller, unit A, polling mode."""

from drivers.simulation.device import Name, Time
from drivers.simulation.flow_pipe import GasPipe
from drivers.simulation.noise import normal


class SimulatedAlicat:
    """One controller.

    Args:
        pipe: What flows through it.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.

    Attributes:
        status: Status words behind the gas.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\r"

    def __init__(self, pipe: GasPipe, name: Name, time: Time, key: tuple[object, ...]) -> None:
        self.pipe, self.name, self._time, self._key = pipe, name, time, key
        self.status: tuple[str, ...] = ()
        self.gas = "N2"

    def handle(self, message: bytes) -> bytes | None:
        """Answer a poll, a set-point, the manufacturer lines; `?` to everything else; silent to other letters."""
        text = message.decode("latin-1").strip().upper()
        if not text.startswith("A"):
            return None
        command = text[1:].strip()
        if command == "??M*":
            return self._manufacturer()
        if command.startswith("S"):
            if not self._set(command[1:].strip()):
                return b"?\r"
        elif command:
            return b"?\r"
        return self._frame()

    def _set(self, value: str) -> bool:
        try:
            wanted = float(value)
        except ValueError:
            return False
        if not 0 <= wanted <= self.pipe.full_scale:
            return False
        self.pipe.go(wanted, float(self._time.now()))
        return True

    def _frame(self) -> bytes:
        now = float(self._time.now())
        flow = self.pipe.controlled(now)
        flow += 0.0002 * normal(*self._key, "noise", round(now * 100)) if flow > 1e-3 else 0.0
        parts = ["A", "+044.12", "+023.20", f"{flow / 3.0:+07.3f}", f"{flow:+07.3f}", f"{self.pipe.target:07.3f}"]
        return (" ".join([*parts, f"{self.gas:>6}", *self.status]) + "\r").encode()

    def _manufacturer(self) -> bytes:
        texts = {
            "M00": self.name.maker,
            "M01": "www.alicat.com",
            "M02": "Ph 0000",
            "M03": "",
            "M04": f"Model Number {self.name.model}",
            "M05": f"Serial Number {self.name.serial}",
            "M06": "Date Manufactured 01/01/2026",
            "M07": "Date Calibrated 01/02/2026",
            "M08": "Calibrated By sim",
            "M09": f"Software Revision {self.name.firmware}",
        }
        return "".join(f"A {key} {text}\r" for key, text in texts.items()).encode()


def alone(time: Time, seed: int) -> SimulatedAlicat:
    """One of 10 L/min nitrogen."""
    name = Name("Alicat Scientific", "MC-10SLPM-D", "SIM-271170", "10v05.0-R24")
    return SimulatedAlicat(GasPipe(true_gain=1.0015), name, time, (seed, "alicat"))
