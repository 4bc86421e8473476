"""A simulated water meter with a CJ/T 188-2004 line: bytes around `MeterModel`."""

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_device import SimulatedMeter, another, backwards, sample
from drivers.simulation.meter_model import MeterModel

_CUBIC_METRE = b"\x2c"


class SimulatedCJT188(SimulatedMeter):
    """One meter on a line; fourteen digits of its serial number are its address.

    Args:
        model: What it counts.
        name: Its nameplate.
        kind: Kind of meter.
    """

    register, constant = "volume", 1000  # one pulse for a litre

    def __init__(self, model: MeterModel, name: Name, kind: int = 0x10) -> None:
        super().__init__(model, name)
        self._kind = kind

    def length(self, received: bytes) -> int | None:
        """A frame with what stands before it; noise without a beginning is taken away whole."""
        start = received.find(b"\x68")
        if start < 0:
            return len(received) or None
        return start + 13 + received[start + 10] if len(received) > start + 10 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer a request for us, the identifier in the order in which it was asked; else silence."""
        body = message[message.find(b"\x68") :]
        if len(body) < 15 or body[-1] != 0x16 or sum(body[:-2]) & 0xFF != body[-2]:
            return None
        own = bytes.fromhex(self.address(14))[::-1]
        if body[1] not in (self._kind, 0xAA) or body[2:9] not in (own, b"\xaa" * 7):
            return None
        control, data = body[9], body[11:-2]
        if self._next.busy:
            return self._frame(control | 0xC0, data[:3] + b"\x01\x00")
        if control == 0x01 and sorted(data[:2]) == [0x1F, 0x90]:
            return self._frame(0x81, data[:3] + self._metering())
        if control == 0x03 and sorted(data[:2]) == [0x0A, 0x81]:
            return self._frame(0x83, data[:3])
        return self._frame(control | 0xC0, data[:3] + b"\x02\x00")

    def _metering(self) -> bytes:
        now = backwards(int(self.model.register("volume", 2) * 100), 4) + _CUBIC_METRE
        settled = backwards(int(self.model.starts["volume"] * 100), 4) + _CUBIC_METRE
        minutes = int(self.model.time.now()) // 60
        clock = backwards(20261123 * 1_000_000 + minutes // 60 % 24 * 10_000 + minutes % 60 * 100, 7)
        return now + settled + clock + b"\x00\x00"

    def _frame(self, control: int, data: bytes) -> bytes:
        mishap, own = self._mishap(), self.address(14)
        sender = bytes.fromhex(another(own) if mishap.address else own)[::-1]
        body = bytes([0x68, self._kind]) + sender + bytes([control, len(data)]) + data
        return b"SIM-\xfe\xfe" + body + bytes([sum(body) + mishap.checksum & 0xFF, 0x16])


def alone(time: Time, seed: int) -> SimulatedCJT188:
    """A cold water meter."""
    return SimulatedCJT188(*sample(time, seed, "LXS-SIM"))
