"""A simulated heat meter on an M-Bus, variable or fixed data structure: bytes around `MeterModel`."""

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_device import SimulatedMeter, backwards, sample
from drivers.simulation.meter_model import MeterModel

_HEAT = 0x04
#: `S_M`, five bits a letter: makers are named by A to Z (FLAG), so this is the mark of a simulated meter.
_MAKER = (19 << 10 | 31 << 5 | 13).to_bytes(2, "little")


class SimulatedMBus(SimulatedMeter):
    """One meter on a bus; eight digits of its serial number are its identification number.

    Args:
        model: What it counts.
        name: Its nameplate.
        primary: Primary address.
        fixed: Answer with the fixed data structure.
    """

    register, constant = "volume", 1000  # one pulse for a litre

    def __init__(self, model: MeterModel, name: Name, primary: int = 1, *, fixed: bool = False) -> None:
        super().__init__(model, name)
        self._primary, self._fixed, self._access, self._last = primary, fixed, 0, b""

    def length(self, received: bytes) -> int | None:
        """Short frames only are for meters; anything else is taken away byte by byte."""
        if not received:
            return None
        if received[:1] != b"\x10":
            return 1
        return 5 if len(received) >= 5 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer SND_NKE and REQ_UD2 to our address, to 254 and, without an answer, to 255."""
        if len(message) != 5 or message[-1] != 0x16 or sum(message[1:3]) & 0xFF != message[3]:
            return None
        control, address = message[1:3]
        if address not in (self._primary, 254):
            return None
        if control == 0x40:
            self._last = b""
            return b"\xe5"
        if control & 0xCF != 0x4B:
            return None
        if self._last[:1] != message[1:2] or not self._last:  # the frame count bit has changed: a new telegram
            self._access = (self._access + 1) & 0xFF
            self._last = message[1:2] + (self._two_counters() if self._fixed else self._records())
        return self._frame(0x73 if self._fixed else 0x72, self._last[1:])

    def _records(self) -> bytes:
        model = self.model
        status = 0x01 if self._next.busy else 0x00
        head = backwards(int(self.address(8)), 4) + _MAKER + bytes([1, _HEAT, self._access, status, 0, 0])
        return (
            head
            + (b"\x0c\x06" + backwards(int(model.register("heat_energy", 0)), 4))  # kWh
            + (b"\x04\x13" + int(model.register("volume", 3) * 1000).to_bytes(4, "little"))  # litre
            + (b"\x0b\x3b" + backwards(int(model.momentary("volume_flow", 3) * 1000), 3))  # l/h
            + (b"\x0a\x5a" + backwards(int(model.momentary("flow_temperature", 1) * 10), 2))
            + (b"\x0a\x5e" + backwards(int(model.momentary("return_temperature", 1) * 10), 2))
            + (b"\x44\x06" + int(model.starts["heat_energy"]).to_bytes(4, "little"))  # the last settling day
        )

    def _two_counters(self) -> bytes:
        head = backwards(int(self.address(8)), 4) + bytes([self._access, 0, 0x05 | (_HEAT & 3) << 6, 0x29 | 0x40])
        energy, volume = int(self.model.register("heat_energy", 0)), int(self.model.register("volume", 3) * 1000)
        return head + backwards(energy, 4) + backwards(volume, 4)

    def _frame(self, information: int, data: bytes) -> bytes:
        mishap = self._mishap()
        content = bytes([0x08, self._primary + mishap.address, information]) + data
        size = len(content)
        return bytes([0x68, size, size, 0x68]) + content + bytes([sum(content) + mishap.checksum & 0xFF, 0x16])


def alone(time: Time, seed: int) -> SimulatedMBus:
    """A heat meter at primary address 1."""
    return SimulatedMBus(*sample(time, seed, "HEAT-SIM"))
