"""The COSEM objects of a simulated meter and the APDUs by which they are read: AARQ, GET, without ciphering."""

from collections.abc import Callable
from decimal import Decimal

from drivers.simulation import meter_cosem_profile
from drivers.simulation.meter_device import Mishap
from drivers.simulation.meter_model import MeterModel

#: OBIS code to quantity, decimals shown, power of ten of the scaler, unit code.
_REGISTERS = {
    (1, 0, 1, 8, 0, 255): ("active_energy_import", 2, 1, 30),  # counted in ten watt hours
    **{(1, 0, 12 + 20 * phase, 7, 0, 255): (f"voltage_l{phase}", 1, -1, 35) for phase in (1, 2, 3)},
    **{(1, 0, 11 + 20 * phase, 7, 0, 255): (f"current_l{phase}", 3, -3, 33) for phase in (1, 2, 3)},
    (1, 0, 16, 7, 0, 255): ("active_power", 3, 0, 27),
    (1, 0, 14, 7, 0, 255): ("frequency", 2, -2, 44),
    (1, 0, 13, 7, 0, 255): ("power_factor", 3, -3, 255),
}
_TEMPORARY, _UNDEFINED = 2, 4
_AARE = "61 29 A1 09 06 07 60 85 74 05 08 01 01 A2 03 02 01 {result:02X} A3 05 A1 03 02 01 {why:02X} "
_INITIATED = "BE 10 04 0E 08 00 06 5F 1F 04 00 00 10 14 01 F4 00 07"


class CosemObjects:
    """What a meter answers to APDUs.

    Args:
        model: What it counts.
        names: Gives logical device name and serial number.
        password: Password of low level security, empty for none.
        block: Longest piece of data in one response, 0 for no limit.
    """

    def __init__(
        self, model: MeterModel, names: Callable[[], tuple[str, str]], password: bytes = b"", block: int = 0
    ) -> None:
        self._model, self._names, self._password, self._block = model, names, password, block
        self._associated, self._rest, self._number = False, b"", 0

    def answer(self, apdu: bytes, mishap: Mishap) -> bytes | None:
        """Answer one APDU; None for what this meter does not know."""
        if apdu[:1] == b"\x60":
            right = not self._password or b"\xac" + bytes([len(self._password) + 2, 0x80, len(self._password)]) in apdu
            self._associated = right and self._password in apdu
            result, why = (0, 0) if self._associated else (1, 13)
            return bytes.fromhex(_AARE.format(result=result, why=why) + _INITIATED)
        if apdu[:1] == b"\x62":
            self._associated = False
            return bytes.fromhex("63 03 80 01 00")
        if not self._associated:
            return bytes.fromhex("D8 01 01")
        if apdu[:2] == b"\xc0\x01" and len(apdu) >= 13:
            return self._get(apdu, mishap)
        if apdu[:2] == b"\xc0\x02" and len(apdu) == 7:
            return self._piece(apdu[2])
        return None

    def _get(self, apdu: bytes, mishap: Mishap) -> bytes:
        interface, name, attribute = int.from_bytes(apdu[3:5], "big"), tuple(apdu[5:11]), apdu[11]
        data = None if mishap.busy else self._attribute(interface, name, attribute)
        if interface == 7 and name == meter_cosem_profile.NAME and not mishap.busy:
            data = meter_cosem_profile.captured() if attribute == 3 else None
            if attribute == 2 and apdu[12]:
                data = meter_cosem_profile.rows(self._model, apdu[13:])
        if data is None:
            return b"\xc4\x01" + apdu[2:3] + bytes([1, _TEMPORARY if mishap.busy else _UNDEFINED])
        if self._block and len(data) > self._block:
            self._rest, self._number = data, 0
            return self._piece(apdu[2])
        return b"\xc4\x01" + apdu[2:3] + b"\x00" + data

    def _piece(self, invoke: int) -> bytes:
        """GET.response-with-datablock."""
        piece, self._rest = self._rest[: self._block], self._rest[self._block :]
        self._number += 1
        head = bytes([0xC4, 2, invoke, not self._rest]) + self._number.to_bytes(4, "big")
        return head + bytes([0, len(piece)]) + piece

    def _attribute(self, interface: int, name: tuple[int, ...], attribute: int) -> bytes | None:
        device, serial = self._names()
        texts = {(0, 0, 42, 0, 0, 255): device, (0, 0, 96, 1, 0, 255): serial}
        if interface == 1 and attribute == 2 and name in texts:
            return bytes([9, len(texts[name])]) + texts[name].encode()
        if (interface, name, attribute) == (8, (0, 0, 1, 0, 0, 255), 2):
            face = self._model.face()
            head = face.year.to_bytes(2, "big") + bytes([face.month, face.day, face.isoweekday()])
            return b"\x09\x0c" + head + bytes([face.hour, face.minute, face.second, 0, 0x80, 0, 0])
        if interface != 3 or name not in _REGISTERS or attribute not in (2, 3):
            return None
        quantity, decimals, scaler, unit = _REGISTERS[name]
        if attribute == 3:
            return bytes([2, 2, 15]) + scaler.to_bytes(1, "big", signed=True) + bytes([22, unit])
        energy = quantity == "active_energy_import"
        value = (self._model.register if energy else self._model.momentary)(quantity, decimals)
        kilo = Decimal(1000) if energy or quantity == "active_power" else Decimal(1)
        number = int((value * kilo).scaleb(-scaler))
        return (
            bytes([6]) + number.to_bytes(4, "big")
            if number >= 0
            else bytes([5]) + number.to_bytes(4, "big", signed=True)
        )
