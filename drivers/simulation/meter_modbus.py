"""A simulated electricity meter on Modbus, RTU or TCP: a register image around `MeterModel`.

Holding registers, high word first: 0–1 serial number (last nine digits, unsigned 32 bits), 10–11 the constant 230.5 as
float32, 100–101 energy in 0.01 kWh (unsigned 32 bits), 110–115 three voltages and 120–125 three currents as float32,
130–131 power in W (signed 32 bits). The map that states it to a driver is `config/registers/simulated-meter.toml`.
"""

import struct

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_device import Mishap, SimulatedMeter, sample
from drivers.simulation.meter_model import MeterModel

_PROOF = 230.5
_ILLEGAL_FUNCTION, _ILLEGAL_ADDRESS, _BUSY = 1, 2, 6


class SimulatedModbusMeter(SimulatedMeter):
    """One meter.

    Args:
        model: What it counts.
        name: Its nameplate.
        unit: Unit address.
        modbus: `rtu` or `tcp`.
    """

    def __init__(self, model: MeterModel, name: Name, unit: int = 1, modbus: str = "rtu") -> None:
        super().__init__(model, name)
        self._unit, self.modbus = unit, modbus

    def length(self, received: bytes) -> int | None:
        """Requests of one address and one number; what is no such request is taken away whole."""
        if self.modbus == "tcp":
            return 6 + int.from_bytes(received[4:6], "big") if len(received) >= 6 else None
        if len(received) < 2:
            return None
        if not 1 <= received[1] <= 6:
            return len(received)
        return 8 if len(received) >= 8 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer a request for our unit; other units and broken frames get silence."""
        if self.modbus == "tcp":
            head, body = message[:4], message[6:]
        elif len(message) >= 4 and _check(message[:-2]) == message[-2:]:
            head, body = b"", message[:-2]
        else:
            return None
        if len(body) < 2 or body[0] != self._unit:
            return None
        mishap = self._mishap()
        answer = bytes([self._unit + mishap.address]) + self._pdu(body[1:], mishap)
        if self.modbus == "tcp":
            return head + len(answer).to_bytes(2, "big") + answer
        end = _check(answer)
        return answer + (bytes([end[0] ^ 1, end[1]]) if mishap.checksum else end)

    def _pdu(self, asked: bytes, mishap: Mishap) -> bytes:
        function = asked[0]
        if function not in (3, 4) or len(asked) != 5 or mishap.busy:
            return bytes([function | 0x80, _BUSY if mishap.busy else _ILLEGAL_FUNCTION])
        first, count = struct.unpack(">HH", asked[1:])
        image = self._image()
        if not 1 <= count <= 125 or any(address not in image for address in range(first, first + count)):
            return bytes([function | 0x80, _ILLEGAL_ADDRESS])
        words = b"".join(struct.pack(">H", image[address]) for address in range(first, first + count))
        return bytes([function, len(words)]) + words

    def _image(self) -> dict[int, int]:
        model = self.model
        blocks = {
            0: struct.pack(">I", int(self.address(9))),
            10: struct.pack(">f", _PROOF),
            100: struct.pack(">I", int(model.register("active_energy_import", 2).scaleb(2))),
            110: b"".join(struct.pack(">f", float(model.momentary(f"voltage_l{phase}", 2))) for phase in (1, 2, 3)),
            120: b"".join(struct.pack(">f", float(model.momentary(f"current_l{phase}", 3))) for phase in (1, 2, 3)),
            130: struct.pack(">i", int(model.momentary("active_power", 3).scaleb(3))),
        }
        return {
            start + index: int.from_bytes(data[2 * index : 2 * index + 2], "big")
            for start, data in blocks.items()
            for index in range(len(data) // 2)
        }


def _check(data: bytes) -> bytes:
    """CRC-16/MODBUS, bit by bit."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value.to_bytes(2, "little")


def alone(time: Time, seed: int) -> SimulatedModbusMeter:
    """A meter of unit 1 on RTU frames."""
    return SimulatedModbusMeter(*sample(time, seed, "MB-SIM"))
