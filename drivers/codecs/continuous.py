"""Frames that weighing indicators send unasked: Toledo continuous output, and the frame of XK3190 indicators.

Toledo (Rockwell 57C428 manual appendix D, Mettler-Toledo Wildcat technical manual p. 6-4, Cardinal 225 p. 118, IND445
p. 50): STX, status words A, B, C, six digits of weight, six of tare, CR, and perhaps a checksum, the two's complement
of the low seven bits of the sum. Neither point nor sign nor unit stand among the digits: the status words hold them.

XK3190: STX, sign, six digits, number of decimals, two hexadecimal digits of the XOR of sign to decimals, ETX.

unverified: bits of the status words beyond the position of the point (B: net, sign, range, motion, kg; C: unit,
expanded digits); the whole XK3190 frame. Both are from memory; compare a frame with the display before use.
"""

from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs.numbers import Malformed, Refused, decimal_number

_STX = 0x02
#: Low three bits of status word A: exponent of the last digit.
_EXPONENT = {0: 2, 1: 1, 2: 0, 3: -1, 4: -2, 5: -3, 6: -4, 7: -5}
#: Low three bits of status word C: unit; 0 leaves it to the kg bit of B.
_UNIT = {1: "g", 2: "t", 3: "oz"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the display shows.

    Attributes:
        value: Weight with its sign and decimals.
        unit: Unit; empty where the frame has none.
        moving: Whether the indicator says that it is not stable; None where it does not say.
        net: Whether a tare is subtracted; None where it does not say.
    """

    value: Decimal
    unit: str
    moving: bool | None
    net: bool | None


def toledo(raw: bytes) -> Frame:
    """Decode a Toledo frame without its CR and without a checksum.

    Raises:
        Refused: Out of range, or the indicator has not finished its zero after power-on.
        Malformed: Another length, anything but digits in the weight, an expanded weight, an unknown unit.
    """
    if len(raw) != 16 or raw[0] != _STX or any(not 0x20 <= word <= 0x7F for word in raw[1:4]):
        raise Malformed(f"{raw.hex(' ')} is not a Toledo frame")
    a, b, c = raw[1], raw[2], raw[3]
    if b & 0x04 or b & 0x40:
        raise Refused("out of range" if b & 0x04 else "zero not captured since power-on")
    digits = raw[4:10].replace(b" ", b"0")
    if not digits.isdigit() or c & 0x10:
        raise Malformed(f"{raw.hex(' ')} shows no weight, or an expanded one")
    value = Decimal(int(digits)).scaleb(_EXPONENT[a & 0x07]) * (-1 if b & 0x02 else 1)
    kind = c & 0x07
    if kind not in (0, *_UNIT):
        raise Malformed(f"{raw.hex(' ')} is in a unit that is not used here")
    unit = _UNIT[kind] if kind else "kg" if b & 0x10 else "lb"
    return Frame(value, unit, bool(b & 0x08), bool(b & 0x01))


def xk3190(raw: bytes) -> Frame:
    """Decode an XK3190 frame without its ETX.

    Raises:
        Malformed: Another length, a wrong check, anything but digits.
    """
    if len(raw) != 11 or raw[0] != _STX or raw[1:2] not in (b"+", b"-") or not raw[2:9].isdigit():
        raise Malformed(f"{raw.hex(' ')} is not an XK3190 frame")
    check = 0
    for byte in raw[1:9]:
        check ^= byte
    if raw[9:11].upper() != f"{check:02X}".encode():
        raise Malformed(f"{raw.hex(' ')} has check {raw[9:11]!r}, its bytes give {check:02X}")
    decimals = int(raw[8:9])
    if decimals > 4:
        raise Malformed(f"{raw.hex(' ')} has {decimals} decimals")
    value = decimal_number(raw[2:8].decode("ascii")).scaleb(-decimals)
    return Frame(-value if raw[1:2] == b"-" else value, "", None, None)
