"""Answers whose value is the number that a protocol reserves for *not valid*, with right check sums; split read-outs.

Each function takes the honest answer of a simulated instrument and returns the spoilt one; answers that carry no value
(identity, proof of the order of words) pass unchanged, so that the value alone is wrong.
"""

import struct
from collections.abc import Callable

Spoil = Callable[[bytes], bytes]


def dlt645(frame: bytes) -> bytes:
    """The four bytes behind the identifier of a reading become FF (sent with 33H added)."""
    at = frame.index(0x68)
    if frame[at + 8] != 0x91 or frame[at + 9] < 8:
        return frame
    return _summed(frame[: at + 14] + bytes([0x32] * (frame[at + 9] - 4)) + frame[-2:], at)


def cjt188(frame: bytes) -> bytes:
    """The four bytes of the present volume become FF; the reply to a reading holds 901F."""
    at = frame.index(0x68)
    data = at + 11
    if frame[at + 9] != 0x81:
        return frame
    return _summed(frame[: data + 3] + b"\xff" * 4 + frame[data + 7 :], at)


#: What stands for *not valid* by type: the largest signed number, all ones of an unsigned one.
_DLT698 = {5: b"\x7f\xff\xff\xff", 6: b"\xff\xff\xff\xff"}


def dlt698(frame: bytes) -> bytes:
    """The number of 32 bits that a reading gives; the address is an octet string and stays."""
    at = frame.index(0x68)
    inner = frame[at + 1 : -3]
    place = 6 + (inner[3] & 15) + 2 + 8  # behind the header with its check, 85 01, PIID, object, and 01 for data
    if place >= len(inner) or inner[place] not in _DLT698:
        return frame
    changed = inner[: place + 1] + _DLT698[inner[place]] + inner[place + 5 :]
    return frame[: at + 1] + changed + _x25(changed) + b"\x16"


def mbus(frame: bytes) -> bytes:
    """The energy of the first record becomes FFFFFFFF."""
    return frame if frame[:1] != b"\x68" else _summed(frame[:21] + b"\xff" * 4 + frame[25:], 4)


def modbus(*kept: bytes) -> Spoil:
    """Values of two registers become all ones, which is NaN as a float; those in `kept` stay."""

    def spoil(frame: bytes) -> bytes:
        if len(frame) != 9 or frame[2] != 4 or frame[3:7] in kept:
            return frame
        changed = frame[:3] + b"\xff" * 4
        return changed + _modbus_check(changed)

    return spoil


class Telegrams:
    """The records of an M-Bus read-out in two telegrams: the first two records, then the others."""

    def __init__(self) -> None:
        self.second = False

    def __call__(self, frame: bytes) -> bytes:
        """One of the telegrams."""
        if frame[:1] != b"\x68":
            self.second = False
            return frame
        head, records = frame[4:19], frame[19:-2]
        part = records[12:] if self.second else records[:12] + b"\x1f"
        self.second = True
        content = head + part
        size = len(content)
        return bytes([0x68, size, size, 0x68]) + content + bytes([sum(content) % 256, 0x16])


#: Serial number and proof of the simulated Modbus meter; serial number and full scale of the simulated gauge (CDAB).
_METER = ((150918 + 202204000000) % 10**9).to_bytes(4, "big"), struct.pack(">f", 230.5)
_GAUGE = tuple(word[2:] + word[:2] for word in ((2600017).to_bytes(4, "big"), struct.pack(">f", 1000.0)))
NOT_VALID: dict[str, Spoil] = {
    "dlt645": dlt645,
    "dlt698": dlt698,
    "cjt188": cjt188,
    "mbus": mbus,
    "modbus_meter": modbus(*_METER),
    "modbus_gauge": modbus(*_GAUGE),
}


def _summed(frame: bytes, start: int) -> bytes:
    return frame[:-2] + bytes([sum(frame[start:-2]) % 256, 0x16])


def _x25(data: bytes) -> bytes:
    return (_remainder(data, 0x8408) ^ 0xFFFF).to_bytes(2, "little")


def _modbus_check(data: bytes) -> bytes:
    return _remainder(data, 0xA001).to_bytes(2, "little")


def _remainder(data: bytes, polynomial: int) -> int:
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ polynomial if value & 1 else value >> 1
    return value
