"""IEEE 754 numbers that instruments send, as the shortest decimal that is the same number; never infinity or NaN."""

import math
import struct
from decimal import Decimal

from drivers.codecs.numbers import Malformed


def single(data: bytes) -> Decimal:
    """The shortest decimal that is this 32-bit number.

    Args:
        data: Four bytes, most significant first.

    Raises:
        Malformed: Infinity, not-a-number, or another number of bytes.
    """
    number = _unpacked(">f", data)
    shortest = (f"{number:.{places}g}" for places in range(1, 10))  # nine digits tell every 32-bit number
    return _plain(next(text for text in shortest if _packed(float(text)) == data))


def double(data: bytes) -> Decimal:
    """The shortest decimal that is this 64-bit number.

    Args:
        data: Eight bytes, most significant first.

    Raises:
        Malformed: Infinity, not-a-number, or another number of bytes.
    """
    return _plain(repr(_unpacked(">d", data)))


def _unpacked(form: str, data: bytes) -> float:
    if len(data) != struct.calcsize(form):
        raise Malformed(f"{data.hex(' ')} has {len(data)} bytes, not {struct.calcsize(form)}")
    number: float = struct.unpack(form, data)[0]
    if not math.isfinite(number):
        raise Malformed(f"{data.hex(' ')} is no number")
    return number


def _plain(text: str) -> Decimal:
    """220 for `2.2e+02`: a floating point number does not say that its last digit is in doubt."""
    return Decimal(format(Decimal(text), "f"))


def _packed(number: float) -> bytes:
    try:
        return struct.pack(">f", number)
    except OverflowError:  # few digits of the largest numbers are beyond the range
        return b""
