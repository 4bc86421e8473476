"""A simulated electricity meter with a DL/T 645 line, editions 1997 and 2007: bytes around `MeterModel`."""

from datetime import datetime
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time
from drivers.simulation.meter_device import SimulatedMeter, another, backwards, sample
from drivers.simulation.meter_model import MeterModel

if TYPE_CHECKING:
    from decimal import Decimal

#: Identifier as printed to quantity, bytes, decimals.
_2007 = {
    "00000000": ("active_energy_import", 4, 2),
    "00010000": ("active_energy_import", 4, 2),
    "02030000": ("active_power", 3, 4),
    "02060000": ("power_factor", 2, 3),
    "02800002": ("frequency", 2, 2),
    "03300D00": ("cover_openings", 3, 0),
    "03350000": ("field_events", 3, 0),
    **{f"02010{phase}00": (f"voltage_l{phase}", 2, 1) for phase in (1, 2, 3)},
    **{f"02020{phase}00": (f"current_l{phase}", 3, 3) for phase in (1, 2, 3)},
    **{f"02030{phase}00": (f"active_power_l{phase}", 3, 4) for phase in (1, 2, 3)},
}
_1997 = {
    "9010": ("active_energy_import", 4, 2),
    "B630": ("active_power", 3, 4),
    "B650": ("power_factor", 2, 3),
    **{f"B61{phase}": (f"voltage_l{phase}", 2, 0) for phase in (1, 2, 3)},
    **{f"B62{phase}": (f"current_l{phase}", 2, 2) for phase in (1, 2, 3)},
}
_NO_DATA = b"\x02"
#: Load records that it keeps, one for every quarter of an hour; of them the energies, which are class 4.
_RECORDS, _EVERY = 40 * 96, 900


class SimulatedDLT645(SimulatedMeter):
    """One meter on a line.

    Args:
        model: What it counts.
        name: Its nameplate; twelve digits are its address.
        edition: `2007` or `1997`.
    """

    clock = True

    def __init__(self, model: MeterModel, name: Name, edition: str = "2007") -> None:
        super().__init__(model, name)
        self._table = _2007 if edition == "2007" else _1997
        self._reads, self._size = (0x11, 4) if edition == "2007" else (0x01, 2)

    def length(self, received: bytes) -> int | None:
        """A frame with what stands before it; noise without a beginning is taken away whole."""
        start = received.find(b"\x68")
        if start < 0:
            return len(received) or None
        return start + 12 + received[start + 9] if len(received) > start + 9 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer a request for us; other addresses and broken frames get silence."""
        body = message[message.find(b"\x68") :]
        if len(body) < 12 or body[7] != 0x68 or body[-1] != 0x16 or sum(body[:-2]) & 0xFF != body[-2]:
            return None
        control, data = body[8], bytes(byte - 0x33 & 0xFF for byte in body[10:-2])
        asked, own = body[6:0:-1].hex(), self.address(12)
        if asked != own and not all(a in ("a", o) for a, o in zip(asked, own, strict=True)):
            return None
        return self._frame(*self._answer(control, data))

    def _answer(self, control: int, data: bytes) -> tuple[int, bytes]:
        own = bytes.fromhex(self.address(12))[::-1]
        if control == 0x13 and self._reads == 0x11:
            return 0x93, own
        identifier = data[self._size - 1 :: -1].hex().upper() if len(data) >= self._size else ""
        if identifier == "06040001" and len(data) == 10 and self._reads == control:
            return control | 0x80, data[:4] + self._load_record(data[:4:-1].hex())
        if control != self._reads or (content := self._content(identifier, own)) is None:
            return control | 0xC0, _NO_DATA
        return control | 0x80, data[: self._size] + content

    def _content(self, identifier: str, own: bytes) -> bytes | None:
        if identifier in ("04000401", "C032"):
            return own
        if identifier in ("04000409", "C030"):
            return backwards(self.constant, 3)
        if identifier in ("04000101", "C010"):
            return bytes.fromhex(f"{self.model.face():%y%m%d}0{self.model.face():%w}")[::-1]
        if identifier in ("04000102", "C011"):
            return bytes.fromhex(f"{self.model.face():%H%M%S}")[::-1]
        if identifier == "04800001" and self._reads == 0x11:
            return self.name.firmware.encode("ascii").ljust(32)[::-1]
        return self._others(identifier)

    def _others(self, identifier: str) -> bytes | None:
        """What is neither of the nameplate nor of the clock."""
        if identifier == "0201FF00":
            return b"".join(self._number(f"voltage_l{phase}", 2, 1) for phase in (1, 2, 3))
        return self._number(*self._table[identifier]) if identifier in self._table else None

    def _load_record(self, asked: str) -> bytes:
        """The record of a time `YYMMDDhhmm` of its clock; empty where it wrote none down then."""
        try:
            face = datetime.strptime(asked, "%y%m%d%H%M")  # noqa: DTZ007  a face has no time zone
        except ValueError:
            return b""
        when, now = self.model.when(face), float(self.model.time.now())
        if not max(0.0, now - _RECORDS * _EVERY) <= when <= now or (face.hour * 60 + face.minute) * 60 % _EVERY:
            return b""
        energy = self.model.register_at("active_energy_import", 2, when)
        classes = b"\xaa\xaa\xaa" + backwards(int(energy.scaleb(2)), 4) + bytes(12) + b"\xaa\xaa\xaa"
        body = bytes.fromhex(asked)[::-1] + classes
        record = b"\xa0\xa0" + bytes([len(body)]) + body
        return record + bytes([sum(record) & 0xFF, 0xE5])

    def _number(self, quantity: str, size: int, decimals: int) -> bytes:
        energy = quantity == "active_energy_import"
        value: Decimal = (self.model.register if energy else self.model.momentary)(quantity, decimals)
        packed = backwards(abs(int(value.scaleb(decimals))), size)
        return packed[:-1] + bytes([packed[-1] | 0x80]) if value < 0 else packed

    def _frame(self, control: int, data: bytes) -> bytes:
        mishap, own = self._mishap(), self.address(12)
        sender = bytes.fromhex(another(own) if mishap.address else own)[::-1]
        if mishap.busy:
            control, data = control | 0x40, b"\x01"
        body = b"\x68" + sender + b"\x68" + bytes([control, len(data)]) + bytes(byte + 0x33 & 0xFF for byte in data)
        check = sum(body) + mishap.checksum & 0xFF
        return b"SIM-\xfe\xfe\xfe\xfe" + body + bytes([check, 0x16])


def alone(time: Time, seed: int) -> SimulatedDLT645:
    """A meter of edition 2007."""
    return SimulatedDLT645(*sample(time, seed, "DDZY-SIM"))
