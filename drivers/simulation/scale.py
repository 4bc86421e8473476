"""A simulated price-computing scale with an MT-SICS line: the bytes around `ScaleModel`."""

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time, Wait
from drivers.simulation.scale_model import ScaleModel
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Callable

#: Error at Max, in e of the first range, by which a fault lets the characteristic step.
_STEP = 3.0


class SimulatedScale:
    """One scale on the bench.

    Args:
        model: Pan and characteristic.
        name: Identity.
        time: The world's time.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(self, model: ScaleModel, name: Name, time: Time) -> None:
        self.model, self.name, self._time = model, name, time
        smallest = min(d for _, _, d in model.plate.ranges)
        self._smallest, self._unit = smallest, model.plate.unit
        self._next, self._frozen, self._still, self._before = "", False, Decimal(0), b""
        self.mishaps: dict[str, Callable[[], None]] = {
            "busy": lambda: self._befall("busy"),
            "hardware_error": lambda: self._befall("hardware_error"),
            "stuck": self._freeze,
            "wrong_unit": self._change_unit,
            "reboot": self._reboot,
            "drift_step": lambda: self._befall("drift_step"),
        }
        self._commands: dict[bytes, Callable[[], bytes | Wait]] = {
            b"S": self._stable,
            b"SI": self._immediate,
            b"Z": self._zero,
            b"T": self._tare,
            b"TAC": self._clear_tare,
            b"@": lambda: self._text("I4", self.name.serial),
            b"I2": lambda: self._text("I2", self.name.model),
            b"I3": lambda: self._text("I3", self.name.firmware),
            b"I4": lambda: self._text("I4", self.name.serial),
        }

    def handle(self, message: bytes) -> bytes | Wait | None:
        """Answer an MT-SICS command; unknown ones get `ES`."""
        name = message.strip(b"\r")
        mishap, self._next = self._next, ""
        if mishap == "busy" and not name.startswith(b"I"):
            return name + b" I\r\n"
        if mishap == "hardware_error" and name == b"S":
            return b"S S  Error 10b\r\n"
        command = self._commands.get(name)
        answer = b"ES" if command is None else command()
        if mishap == "drift_step":
            self.model.errors = replace(self.model.errors, gain=self.model.errors.gain + _STEP)
        return answer if isinstance(answer, Wait) else answer + b"\r\n"

    def shown(self) -> Decimal:
        """Net weight on the display, in g, a multiple of d."""
        if self._frozen:
            return self._still
        net = Decimal(repr(self.model.net(self._now())))
        interval = next((d for upper, _, d in self.model.ranges if abs(net) <= upper), self.model.ranges[-1][2])
        return self._beautified((net / interval).quantize(Decimal(1), ROUND_HALF_EVEN) * interval, interval)

    def _beautified(self, shown: Decimal, interval: Decimal) -> Decimal:
        """A display that lies shows a round load for what is close to it."""
        snap, load = Decimal(repr(self.model.errors.snap)) * interval, 100 * interval
        nearest = (shown / load).quantize(Decimal(1), ROUND_HALF_EVEN) * load
        return nearest if snap and abs(shown - nearest) <= snap else shown

    def price(self, unit_price: Decimal) -> Decimal:
        """Price to pay on the customer display, to 0.01, for a price per kg."""
        wrong = Decimal(repr(self.model.errors.price)) * self.model.plate.ranges[0][2]
        weight = convert(self.shown() + wrong, "g", "kg")
        return (weight * unit_price).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def out_of_range(self) -> str:
        """`+` above Max + 9 e, `-` below −20 e, else empty (OIML R 76-1:2006 4.2.3)."""
        gross, ranges = self.model.gross(self._now()), self.model.ranges
        if self.model.plate.additive:
            gross -= self.model.tare
        if gross > float(ranges[-1][0] + 9 * ranges[-1][1]) and not self.model.errors.overload:
            return "+"
        return "-" if gross < -20.0 * float(ranges[0][1]) else ""

    def greeting(self) -> bytes:
        """What it says unasked at power-on."""
        return self._text("I4", self.name.serial) + b"\r\n"

    def _befall(self, mishap: str) -> None:
        self._next = mishap

    def _freeze(self) -> None:
        """The display keeps its value from now on."""
        self._still = self.shown()
        self._frozen = True

    def _change_unit(self) -> None:
        """Somebody has pressed the unit key."""
        self._unit = "g" if self._unit == "kg" else "kg"

    def _reboot(self) -> None:
        """The tare is lost, what lies on the pan stays."""
        self.model.tare, self._unit = 0.0, self.model.plate.unit

    @staticmethod
    def _text(identifier: str, text: str) -> bytes:
        return f'{identifier} A "{text}"'.encode()

    def _now(self) -> float:
        return float(self._time.now())

    def _weight(self, identifier: str, status: str) -> bytes:
        value = convert(self.shown(), "g", self._unit).quantize(convert(self._smallest, "g", self._unit).normalize())
        text = format(abs(value) if value == 0 else value, "f")
        return f"{identifier} {status} {text:>10} {self._unit}".encode()

    def _unsettled(self, identifier: str) -> bytes | Wait | None:
        remaining = self.model.stable_in(self._now())
        if remaining > 0:
            return Wait(remaining) if self._time.waits else f"{identifier} I".encode()
        return f"{identifier} {self.out_of_range()}".encode() if self.out_of_range() else None

    def _stable(self) -> bytes | Wait:
        said = self._unsettled("S") or self._weight("S", "S")
        if not self.model.errors.stale or isinstance(said, Wait):
            return said
        before, self._before = self._before, said
        return before or said

    def _immediate(self) -> bytes:
        if self.out_of_range():
            return f"S {self.out_of_range()}".encode()
        return self._weight("S", "D" if self.model.stable_in(self._now()) > 0 else "S")

    def _zero(self) -> bytes | Wait:
        if (unsettled := self._unsettled("Z")) is not None:
            return unsettled
        limit = 0.02 * float(self.model.plate.maximum)
        load = self.model.placed + self.model.added
        if abs(load) > limit:
            return b"Z +" if load > 0 else b"Z -"
        self.model.set_zero(self._now())
        return b"Z A"

    def _tare(self) -> bytes | Wait:
        if (unsettled := self._unsettled("T")) is not None:
            return unsettled
        self.model.tare = 0.0
        answer = self._weight("T", "S")
        self.model.set_tare(self._now())
        return answer

    def _clear_tare(self) -> bytes:
        self.model.tare = 0.0
        return b"TAC A"
