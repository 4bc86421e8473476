"""A simulated weighing indicator in continuous output, Toledo or XK3190 frames; deaf to everything."""

from decimal import Decimal
from typing import Literal

from drivers.simulation.device import Name, Time
from drivers.simulation.mass_pan import Pan


class SimulatedIndicator:
    """One indicator, display in kg.

    Args:
        pan: Its pan, in g.
        name: Identity, which its frames do not tell.
        time: The world's time.
        form: Frame it sends.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"
    pause = 0.004

    def __init__(self, pan: Pan, name: Name, time: Time, form: Literal["toledo", "xk3190"] = "toledo") -> None:
        self.pan, self.name, self._time, self.form = pan, name, time, form

    def handle(self, message: bytes) -> None:
        """Hear nothing."""

    def say(self) -> bytes:
        """The present display."""
        now = float(self._time.now())
        grams = int(self.pan.shown(now))
        digits = f"{abs(grams):06d}".encode()  # the last digit is a gram: three decimals of a kilogram
        if self.form == "xk3190":
            body = (b"-" if grams < 0 else b"+") + digits + b"3"
            check = 0
            for byte in body:
                check ^= byte
            return b"\x02" + body + f"{check:02X}".encode() + b"\x03"
        b = 0x30 | (0x02 if grams < 0 else 0) | (0x04 if self.pan.over() else 0)
        b |= 0 if self.pan.stable(now) else 0x08
        return bytes([0x02, 0x2D, b, 0x20]) + digits + b"000000\r"


def alone(time: Time, seed: int) -> SimulatedIndicator:  # noqa: ARG001  its display hides all noise
    """A platform of 150 kg, d = 50 g."""
    return SimulatedIndicator(Pan(150000.0, Decimal(50)), Name("Steelyard simulation", "IND", "", ""), time)
