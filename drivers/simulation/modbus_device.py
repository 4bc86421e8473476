"""The bytes of a simulated Modbus server, RTU and TCP, functions 03, 04 and 10h, written from the standard alone.

A server that is not meant stays silent, and so does one whose frame has a wrong checksum, as on a serial line.
"""

from typing import Literal

from drivers.simulation.device import Name

_READ, _READ_INPUTS, _WRITE = 3, 4, 16


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
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b""

    def __init__(self, name: Name, unit: int = 1, framing: Literal["rtu", "tcp"] = "rtu") -> None:
        self.name, self.modbus, self._unit, self._tcp = name, framing, unit, framing == "tcp"

    def words(self, address: int) -> int:
        """Content of a register; raises `BadAddress`."""
        raise NotImplementedError

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
        if self._tcp:
            head, unit, pdu = message[:4], message[6], message[7:]
            if unit != self._unit or head[2:] != b"\0\0":
                return None
            answer = bytes([unit]) + self._answer(pdu)
            return head + len(answer).to_bytes(2, "big") + answer
        if message[0] != self._unit or check(message[:-2]) != message[-2:]:
            return None
        answer = message[:1] + self._answer(message[1:-2])
        return answer + check(answer)

    def _answer(self, pdu: bytes) -> bytes:
        function = pdu[0]
        address, count = int.from_bytes(pdu[1:3], "big"), int.from_bytes(pdu[3:5], "big")
        try:
            if function in (_READ, _READ_INPUTS):
                content = b"".join(self.words(address + at).to_bytes(2, "big") for at in range(count))
                return bytes([function, len(content)]) + content
            if function == _WRITE:
                self.store(address, [int.from_bytes(pdu[6 + 2 * at : 8 + 2 * at], "big") for at in range(count)])
                return pdu[:5]
        except BadAddress:
            return bytes([function | 0x80, 2])
        except BadValue:
            return bytes([function | 0x80, 3])
        return bytes([function | 0x80, 1])


def check(data: bytes) -> bytes:
    """Checksum of a serial frame, low byte first (polynomial A001h, start FFFFh)."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value.to_bytes(2, "little")


def spread(address: int, content: bytes) -> dict[int, int]:
    """Registers from `address` on that hold these bytes."""
    padded = content + b"\0" * (len(content) % 2)
    return {address + at // 2: int.from_bytes(padded[at : at + 2], "big") for at in range(0, len(padded), 2)}
