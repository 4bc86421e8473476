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
        Malformed: Infinity or not-a-number.
    """
    (number,) = struct.unpack(">f", data)
    if not math.isfinite(number):
        raise Malformed(f"{data.hex(' ')} is no number")
    shortest = (f"{number:.{places}g}" for places in range(1, 10))  # nine digits tell every 32-bit number
    return _plain(next(text for text in shortest if _packed(float(text)) == data))


def double(data: bytes) -> Decimal:
    """The shortest decimal that is this 64-bit number.

    Args:
        data: Eight bytes, most significant first.

    Raises:
        Malformed: Infinity or not-a-number.
    """
    (number,) = struct.unpack(">d", data)
    if not math.isfinite(number):
        raise Malformed(f"{data.hex(' ')} is no number")
    return _plain(repr(number))


def _plain(text: str) -> Decimal:
    """220 for `2.2e+02`: a floating point number does not say that its last digit is in doubt."""
    return Decimal(format(Decimal(text), "f"))


def _packed(number: float) -> bytes:
    try:
        return struct.pack(">f", number)
    except OverflowError:  # few digits of the largest numbers are beyond the range
        return b""
