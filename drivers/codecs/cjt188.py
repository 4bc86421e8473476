"""CJ/T 188-2004, water, gas and heat meters: frames to addresses, control codes and data, and back.

Frame: `FE… 68 T A0…A6 C L DATA CS 16`; T kind of meter, seven BCD bytes of address, lowest first, DATA without
offset, CS the sum from 68 modulo 256. Both orders of the data identifier are met in the field (`1F 90`, `90 1F`):
both are accepted on receiving.
"""

from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs import bcd
from drivers.codecs.numbers import Malformed, Refused
from drivers.codecs.preamble import MARK, is_part_of_mark, preamble

WILDCARD = "A" * 14
READ, READ_ADDRESS = 0x01, 0x03
#: Data identifiers as the standard writes them: metering data, address.
METERING, ADDRESS = "901F", "810A"
#: Unit codes of volume and energy. m³ is proven by public replies, the others stand from memory (`unverified`).
UNITS = {0x02: "Wh", 0x05: "kWh", 0x08: "MWh", 0x0B: "kJ", 0x0E: "MJ", 0x11: "GJ", 0x29: "L", 0x2C: "m³"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        kind: Kind of meter T: 10…19 water, 20…29 heat, 30…39 gas, 40…49 other (hexadecimal).
        address: Fourteen digits as printed; `A` pairs are wildcards.
        control: Control code C.
        data: Data field: identifier, sequence number, content.
        preamble: Number of `FE` in front.
        marked: Whether the mark of a simulated meter stands before them.
    """

    kind: int
    address: str
    control: int
    data: bytes
    preamble: int = 0
    marked: bool = False

    @property
    def identifier(self) -> str:
        """Data identifier in the standard's order, whichever was sent; empty when there is none."""
        found = self.data[:2].hex().upper()
        return found[2:] + found[:2] if found[2:] in _HIGH and found[:2] not in _HIGH else found


#: High bytes of the standard's data identifiers: metering and history, address and clock, writing.
_HIGH = frozenset({"81", "90", "A0", "D1"} | {f"D{digit}" for digit in "123456789ABC"})


@dataclass(frozen=True, slots=True)
class Metering:
    """Metering data of a water or gas meter.

    Attributes:
        current: Volume now.
        unit: Its unit symbol.
        settled: Volume on the settling day.
        settled_unit: Its unit symbol.
        clock: The meter's clock, YYYYMMDDhhmmss.
        status: Status word.
    """

    current: Decimal
    unit: str
    settled: Decimal
    settled_unit: str
    clock: str
    status: bytes


def length(received: bytes) -> int | None:
    """Length of the first frame with its preamble, None while too little has come.

    Raises:
        Malformed: The beginning is not one of a frame.
    """
    if is_part_of_mark(received):
        return None
    start = preamble(received).size
    body = received[start:]
    if body and body[0] != 0x68:
        raise Malformed(f"{received[: start + 1].hex(' ')} does not begin a CJ/T 188 frame")
    return start + 13 + body[10] if len(body) > 10 else None


def decode(raw: bytes) -> Frame:
    """Decode one whole frame.

    Raises:
        Malformed: Wrong beginning, length, end or check sum, an unknown kind, an address neither BCD nor wildcard.
    """
    if length(raw) != len(raw):
        raise Malformed(f"{raw.hex(' ')} is not one whole CJ/T 188 frame")
    before = preamble(raw)
    body = raw[before.size :]
    if body[-1] != 0x16:
        raise Malformed(f"{raw.hex(' ')} does not end with 16")
    if sum(body[:-2]) % 256 != body[-2]:
        raise Malformed(f"check sum {body[-2]:02X} instead of {sum(body[:-2]) % 256:02X} in {raw.hex(' ')}")
    if body[1] != 0xAA and not 0x10 <= body[1] <= 0x49:
        raise Malformed(f"{body[1]:02X} is not a kind of meter")
    if any(byte != 0xAA and (byte >> 4 > 9 or byte & 15 > 9) for byte in body[2:9]):
        raise Malformed(f"{body[2:9].hex(' ')} is not an address")
    address = body[2:9][::-1].hex().upper()
    return Frame(body[1], address, body[9], body[11:-2], before.fillers, before.marked)


def encode(frame: Frame) -> bytes:
    """Encode a frame; undone by `decode`.

    Raises:
        ValueError: An address that is not fourteen digits, too much data, a byte beyond 255.
    """
    address = bytes.fromhex(frame.address)[::-1]
    if len(address) != 7:
        raise ValueError(f"{frame} cannot be sent")
    body = bytes([0x68, frame.kind]) + address + bytes([frame.control, len(frame.data)]) + frame.data
    return MARK * frame.marked + b"\xfe" * frame.preamble + body + bytes([sum(body) % 256, 0x16])


def answer(asked: Frame, raw: bytes) -> Frame:
    """The reply to `asked`, and nothing else.

    Raises:
        Malformed: Another meter's reply, the reply to another control code, identifier or sequence number.
        Refused: The meter reports an error.
    """
    reply = decode(raw)
    if "A" in reply.address or ("A" not in asked.address and reply.address != asked.address):
        raise Malformed(f"meter {reply.address} answers, {asked.address} was asked")
    if asked.kind not in (0xAA, reply.kind):
        raise Malformed(f"kind {reply.kind:02X} answers, {asked.kind:02X} was asked")
    if reply.control == asked.control | 0xC0:
        raise Refused(f"the meter reports an error: {reply.data.hex(' ')}")
    if reply.control != asked.control | 0x80:
        raise Malformed(f"control code {reply.control:02X} does not answer {asked.control:02X}")
    if reply.identifier != asked.identifier or reply.data[2:3] != asked.data[2:3]:
        raise Malformed(f"{reply.data[:3].hex(' ')} answers, {asked.data[:3].hex(' ')} was asked")
    return reply


def metering(reply: Frame) -> Metering:
    """Metering data of a water or gas meter's reply (22 bytes).

    Raises:
        Malformed: Another reply, a length that is not 22, digits that are none, an unknown unit.
    """
    data = reply.data
    if reply.control != READ | 0x80 or reply.identifier != METERING or len(data) != 22 or reply.kind & 0xF0 == 0x20:
        raise Malformed(f"{data.hex(' ')} is not the metering data of a water or gas meter")
    current, unit = bcd.number(data[3:7], 2), _unit(data[7])
    settled, settled_unit = bcd.number(data[8:12], 2), _unit(data[12])
    return Metering(current, unit, settled, settled_unit, bcd.digits(data[13:20]), data[20:22])


def _unit(code: int) -> str:
    if code not in UNITS:
        raise Malformed(f"{code:02X} is not a unit of CJ/T 188 that is known here")
    return UNITS[code]
