"""A simulated electricity meter with a DL/T 698.45 line: bytes around `MeterModel`."""

from drivers.simulation.device import Time
from drivers.simulation.meter_device import SimulatedMeter, another, sample
from drivers.simulation.meter_dlt698_frozen import frozen

#: Object to quantities of its elements, decimals, type tag (6 and 18 unsigned, 5 and 16 signed, of 32 and 16 bits).
_OBJECTS = {
    "0000": (("active_energy_import",), 2, 5),
    "0010": (("active_energy_import",), 2, 6),
    "2000": (("voltage_l1", "voltage_l2", "voltage_l3"), 1, 18),
    "2001": (("current_l1", "current_l2", "current_l3"), 3, 5),
    "2004": (("active_power", "active_power_l1", "active_power_l2", "active_power_l3"), 4, 5),
    "200A": (("power_factor",), 3, 16),
}
_SIZES = {5: 4, 6: 4, 16: 2, 18: 2}
_NO_OBJECT = 6


class SimulatedDLT698(SimulatedMeter):
    """One meter on a line; twelve digits of its serial number are its address."""

    clock = True

    def length(self, received: bytes) -> int | None:
        """A frame with what stands before it; noise without a beginning is taken away whole."""
        start = received.find(b"\x68")
        if start < 0:
            return len(received) or None
        if len(received) < start + 3:
            return None
        return start + 2 + (received[start + 1] | (received[start + 2] & 0x3F) << 8)

    def handle(self, message: bytes) -> bytes | None:
        """Answer a request for us; other addresses and broken frames get silence."""
        body = message[message.find(b"\x68") :]
        if len(body) < 20 or body[-1] != 0x16 or body[3] != 0x43:
            return None
        count = (body[4] & 15) + 1
        head = 6 + count
        if _check(body[1:head]) != body[head : head + 2] or _check(body[1:-3]) != body[-3:-1]:
            return None
        own = bytes.fromhex(self.address(12))[::-1]
        if body[4] >> 6 != 1 and body[5 : 5 + count] != own:
            return None
        answer = self._apdu(body[head + 2 : -3])
        return None if answer is None else self._frame(answer, body[head - 1])

    def _apdu(self, asked: bytes) -> bytes | None:
        if (found := frozen(self.model, asked)) is not None:
            return found
        if len(asked) < 8 or asked[:2] != b"\x05\x01":
            return None
        value = self._value(asked[3:7])
        head = b"\x85\x01" + asked[2:7]
        if self._next.busy:
            self._mishap()
            return head + b"\x00\x02\x00\x00"
        return head + (bytes([0, _NO_OBJECT]) if value is None else b"\x01" + value) + b"\x00\x00"

    def _value(self, attribute: bytes) -> bytes | None:
        name, element = attribute[:2].hex().upper(), attribute[3]
        if (found := self._single(attribute)) is not None:
            return found
        if name not in _OBJECTS or attribute[2] != 2 or element > len(_OBJECTS[name][0]):
            return None
        quantities, decimals, tag = _OBJECTS[name]
        if element:
            return self._number(quantities[element - 1], decimals, tag)
        elements = [self._number(quantity, decimals, tag) for quantity in quantities]
        return bytes([1, len(elements)]) + b"".join(elements)

    def _single(self, attribute: bytes) -> bytes | None:
        """An attribute that is not one of several phases: address, clock, pulse constant, frequency."""
        own, face = bytes.fromhex(self.address(12)), self.model.face()
        return {
            b"\x40\x01\x02\x00": bytes([9, len(own)]) + own,
            b"\x40\x00\x02\x00": b"\x1c" + face.year.to_bytes(2, "big") + bytes(face.timetuple()[1:6]),
            b"\x41\x09\x02\x00": b"\x06" + self.constant.to_bytes(4, "big"),
            b"\x20\x0f\x02\x00": b"\x12" + int(self.model.momentary("frequency", 2).scaleb(2)).to_bytes(2, "big"),
        }.get(attribute)

    def _number(self, quantity: str, decimals: int, tag: int) -> bytes:
        energy = quantity == "active_energy_import"
        value = (self.model.register if energy else self.model.momentary)(quantity, decimals).scaleb(decimals)
        return bytes([tag]) + int(value).to_bytes(_SIZES[tag], "big", signed=tag in (5, 16))

    def _frame(self, apdu: bytes, client: int) -> bytes:
        mishap, own = self._mishap(), self.address(12)
        sender = bytes.fromhex(another(own) if mishap.address else own)[::-1]
        count = 9 + len(sender) + len(apdu)
        head = count.to_bytes(2, "little") + bytes([0xC3, len(sender) - 1]) + sender + bytes([client])
        body = head + _check(head) + apdu
        end = _check(body)
        return b"SIM-\xfe\xfe\xfe\xfe\x68" + body + (bytes([end[0] ^ 1, end[1]]) if mishap.checksum else end) + b"\x16"


def _check(data: bytes) -> bytes:
    """CRC-16/X.25, bit by bit."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ 0x8408 if value & 1 else value >> 1
    return (value ^ 0xFFFF).to_bytes(2, "little")


def alone(time: Time, seed: int) -> SimulatedDLT698:
    """A meter."""
    return SimulatedDLT698(*sample(time, seed, "DTZ-SIM"))
