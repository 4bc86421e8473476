"""The bytes of a simulated Modbus server, RTU and TCP, functions 03, 04 and 10h, written from the standard alone.

A server that is not meant stays silent, and so does one whose frame has a wrong checksum, as on a serial line.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal

from drivers.simulation.device import Name

if TYPE_CHECKING:
    from collections.abc import Callable

_READ, _READ_INPUTS, _WRITE = 3, 4, 16
_BUSY = 6


class BadAddress(LookupError):
    """No register there."""


class BadValue(ValueError):
    """The register does not take this value."""


class ModbusDevice:
    """Base of simulated instruments with registers.

    Args:
        name: Identity.
        unit: Unit number.
        framing: `rtu` or `tcp`.

    Attributes:
        mishaps: What can happen to it; on TCP there is no check sum that could be wrong.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b""

    def __init__(self, name: Name, unit: int = 1, framing: Literal["rtu", "tcp"] = "rtu") -> None:
        self.name, self.modbus, self._unit, self._tcp = name, framing, unit, framing == "tcp"
        self._mishap = ""
        kinds = ("busy", "address") if self._tcp else ("busy", "address", "checksum")
        self.mishaps: dict[str, Callable[[], None]] = {kind: partial(self._befall, kind) for kind in kinds}

    def registers(self, address: int) -> Mapping[int, int]:
        """Registers at this moment, that of an address among them; without it there is no such register."""
        raise NotImplementedError

    def words(self, address: int, count: int = 1) -> list[int]:
        """Content of registers from an address on, all of one moment; raises `BadAddress`."""
        held: Mapping[int, int] = {}
        found = []
        for at in range(address, address + count):
            if at not in held:
                held = self.registers(at)
            if at not in held:
                raise BadAddress(hex(at))
            found.append(held[at])
        return found

    def store(self, address: int, words: list[int]) -> None:
        """Take what a client wrote; raises `BadAddress` or `BadValue`."""
        raise NotImplementedError

    def length(self, received: bytes) -> int | None:
        """Length of the first request in what has come; see `drivers.simulation.device.FramedDevice`."""
        if self._tcp:
            return int.from_bytes(received[4:6], "big") + 6 if len(received) >= 6 else None
        if len(received) < 2:
            return None
        if received[1] != _WRITE:
            return 8
        return received[6] + 9 if len(received) > 6 else None

    def handle(self, message: bytes) -> bytes | None:
        """Answer one request, silent where it is not for this unit or spoilt."""
        head, body = (message[:4], message[6:]) if self._tcp else (b"", message[:-2])
        intact = head[2:] == b"\0\0" if self._tcp else check(body) == message[-2:]
        if body[0] != self._unit or not intact:
            return None
        mishap, self._mishap = self._mishap, ""
        pdu = bytes([body[1] | 0x80, _BUSY]) if mishap == "busy" else self._answer(body[1:])
        answer = bytes([self._unit + (mishap == "address")]) + pdu
        if self._tcp:
            return head + len(answer).to_bytes(2, "big") + answer
        end = check(answer)
        return answer + (bytes([end[0] ^ 1, end[1]]) if mishap == "checksum" else end)

    def _befall(self, kind: str) -> None:
        """The next answer is wrong in this way."""
        self._mishap = kind

    def _answer(self, pdu: bytes) -> bytes:
        function = pdu[0]
        address, count = int.from_bytes(pdu[1:3], "big"), int.from_bytes(pdu[3:5], "big")
        try:
            if function in (_READ, _READ_INPUTS):
                content = b"".join(word.to_bytes(2, "big") for word in self.words(address, count))
                return bytes([function, len(content)]) + content
            if function == _WRITE:
                self.store(address, [int.from_bytes(pdu[6 + 2 * at : 8 + 2 * at], "big") for at in range(count)])
                return pdu[:5]
        except BadAddress:
            return bytes([function | 0x80, 2])
        except BadValue:
            return bytes([function | 0x80, 3])
        return bytes([function | 0x80, 1])


def _divided(byte: int) -> int:
    """What the polynomial A001h leaves of a byte."""
    for _bit in range(8):
        byte = byte >> 1 ^ 0xA001 if byte & 1 else byte >> 1
    return byte


_LEFT = tuple(map(_divided, range(256)))


def check(data: bytes) -> bytes:
    """Checksum of a serial frame, low byte first (polynomial A001h, start FFFFh)."""
    value = 0xFFFF
    for byte in data:
        value = value >> 8 ^ _LEFT[(value ^ byte) & 0xFF]
    return value.to_bytes(2, "little")


def spread(address: int, content: bytes) -> dict[int, int]:
    """Registers from `address` on that hold these bytes."""
    padded = content + b"\0" * (len(content) % 2)
    return {address + at // 2: int.from_bytes(padded[at : at + 2], "big") for at in range(0, len(padded), 2)}
