"""A simulated electricity meter with an IEC 62056-21 mode C interface: bytes around `MeterModel`."""

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_device import SimulatedMeter, another, sample
from drivers.simulation.meter_model import MeterModel

_SPEEDS = {b"0": 300, b"1": 600, b"2": 1200, b"3": 2400, b"4": 4800, b"5": 9600, b"6": 19200}
_LINES = (
    ("1.8.0", "active_energy_import", 2, "kWh", 9),
    *((f"{12 + 20 * phase}.7.0", f"voltage_l{phase}", 1, "V", 5) for phase in (1, 2, 3)),
    *((f"{11 + 20 * phase}.7.0", f"current_l{phase}", 3, "A", 6) for phase in (1, 2, 3)),
    ("16.7.0", "active_power", 3, "kW", 7),
    ("13.7.0", "power_factor", 3, "", 5),
    ("14.7.0", "frequency", 2, "Hz", 5),
)


class SimulatedModeC(SimulatedMeter):
    """One meter behind an optical head.

    Args:
        model: What it counts.
        name: Its nameplate.
        proposes: Character of the speed that it proposes.

    Attributes:
        speed: Speed at which the meter talks, for lines that have one.
    """

    SIGN_ON_SPEED = 300
    clock = True

    def __init__(self, model: MeterModel, name: Name, proposes: bytes = b"5") -> None:
        super().__init__(model, name)
        self._proposes, self._signed_on = proposes, False
        self.speed = self.SIGN_ON_SPEED

    def hears(self, baud: int, bits: int, parity: str) -> bool:
        """Sign-on and acknowledgement must come with 300 Bd, seven bits, even parity."""
        return (baud, bits, parity) == (self.SIGN_ON_SPEED, 7, "E")

    def length(self, received: bytes) -> int | None:
        """A line, or a whole programming message; the meter is patient with anything else."""
        if received[:1] == b"\x01":
            end = received.find(b"\x03")
            return end + 2 if end >= 0 else None
        end = received.find(b"\r\n")
        return end + 2 if end >= 0 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer a sign-on with the identification, its acknowledgement with the readout."""
        start = message.rfind(b"/?")
        if start >= 0 and message.endswith(b"!\r\n"):
            return self._identify(message[start + 2 : -3].decode("latin-1").strip())
        if self._signed_on and message[:1] == b"\x06" and len(message) == 6 and message[3:4] == b"0":
            self._signed_on = False
            self.speed = _SPEEDS.get(message[2:3], self.SIGN_ON_SPEED)
            return self._readout()
        self._signed_on, self.speed = False, self.SIGN_ON_SPEED
        return None

    def _identify(self, asked: str) -> bytes | None:
        self.speed = self.SIGN_ON_SPEED
        self._signed_on = not asked or asked.lstrip("0") == self.address(12).lstrip("0")
        if not self._signed_on:
            return None
        return b"/" + self.name.maker[:3].upper().encode() + self._proposes + self._model().encode() + b"\r\n"

    def _model(self) -> str:
        """Maker's text of the identification; it always bears the mark of a simulated meter."""
        return self.name.model if "SIM-" in self.name.model else f"SIM-{self.name.model}"

    def _readout(self) -> bytes:
        mishap, own = self._mishap(), self.name.serial
        lines = [f"F.F({'01' if mishap.busy else '00'})", f"0.0.0({another(own) if mishap.address else own})"]
        lines += [f"0.9.1({self.model.face():%H:%M:%S})", f"0.9.2({self.model.face():%y-%m-%d})"]
        for code, quantity, decimals, unit, width in _LINES:
            energy = quantity == "active_energy_import"
            value = (self.model.register if energy else self.model.momentary)(quantity, decimals)
            lines.append(f"{code}({value:0{width}f}{'*' if unit else ''}{unit})")
        body = "\r\n".join(lines).encode() + b"\r\n!\r\n\x03"
        check = 0x01 if mishap.checksum else 0x00
        for byte in body:
            check ^= byte
        return b"\x02" + body + bytes([check])


def alone(time: Time, seed: int) -> SimulatedModeC:
    """A meter that proposes 9600 Bd."""
    return SimulatedModeC(*sample(time, seed, "ZMF-SIM"))
