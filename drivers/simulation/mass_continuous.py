"""A simulated weighing indicator in continuous output, Toledo or XK3190 frames; deaf to everything."""

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Literal

from drivers.simulation.device import Name, Time
from drivers.simulation.mass_pan import Pan

if TYPE_CHECKING:
    from collections.abc import Callable

#: The international pound of 1959, exact.
GRAMS_PER_POUND = 453.59237


class SimulatedIndicator:
    """One indicator, display in kg.

    Args:
        pan: Its pan, in g.
        name: Identity, which its frames do not tell.
        time: The world's time.
        form: Frame it sends.

    Attributes:
        mishaps: What can happen to it; each lasts while its fault does, but for a frozen display and another unit.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"
    pause = 0.004

    def __init__(self, pan: Pan, name: Name, time: Time, form: Literal["toledo", "xk3190"] = "toledo") -> None:
        self.pan, self.name, self._time, self.form = pan, name, time, form
        self._frozen: Decimal | None = None
        self._pounds, self._next = False, ""
        kinds = ("checksum",) if form == "xk3190" else ("busy", "hardware_error")
        self.mishaps: dict[str, Callable[[], None]] = {kind: partial(self._befall, kind) for kind in kinds}
        self.mishaps |= {"stuck": self._freeze} | ({} if form == "xk3190" else {"wrong_unit": self._change_unit})

    def handle(self, message: bytes) -> None:
        """Hear nothing."""

    def say(self) -> bytes:
        """The present display."""
        now = float(self._time.now())
        grams = int(self.pan.shown(now) if self._frozen is None else self._frozen)
        last = round(grams / GRAMS_PER_POUND * 1000) if self._pounds else grams  # three decimals of kg or lb
        digits = f"{abs(last):06d}".encode()
        mishap, self._next = self._next, ""
        if self.form == "xk3190":
            body = (b"-" if grams < 0 else b"+") + digits + b"3"
            check = 0
            for byte in body:
                check ^= byte
            check ^= mishap == "checksum"
            return b"\x02" + body + f"{check:02X}".encode() + b"\x03"
        b = 0x20 if self._pounds else 0x30
        b |= (0x02 if grams < 0 else 0) | (0x04 if self.pan.over() or mishap == "hardware_error" else 0)
        b |= 0 if self.pan.stable(now) and mishap != "busy" else 0x08
        return bytes([0x02, 0x2D, b, 0x20]) + digits + b"000000\r"

    def _befall(self, kind: str) -> None:
        """The next frame moves, is out of range or has a wrong check sum."""
        self._next = kind

    def _freeze(self) -> None:
        """The display keeps its value from now on."""
        self._frozen = self.pan.shown(float(self._time.now())) if self._frozen is None else self._frozen

    def _change_unit(self) -> None:
        """Somebody switches its display to pounds."""
        self._pounds = True


def alone(time: Time, seed: int) -> SimulatedIndicator:  # noqa: ARG001  its display hides all noise
    """A platform of 150 kg, d = 50 g."""
    return SimulatedIndicator(Pan(150000.0, Decimal(50)), Name("Steelyard simulation", "IND", "", ""), time)
