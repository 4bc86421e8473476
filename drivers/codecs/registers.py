"""Register words to values and back, with the order of words and bytes said each time.

Two makers' floats of the same number differ in both orders (230.5 sent as `43 66 80 00` reads 2.3E+23 when the bytes of
each word are swapped), so nothing here has a default, and every register map proves its order with a known value.
"""

import math
import struct
from decimal import Decimal
from typing import Literal

from drivers.codecs.numbers import Malformed, decimal_number

#: Where the bytes A B C D of a big-endian value stand: `ABCD` most significant word and byte first, `CDAB` words
#: swapped, `BADC` bytes swapped within words, `DCBA` both.
Order = Literal["ABCD", "CDAB", "BADC", "DCBA"]


def ordered(raw: bytes, order: Order) -> bytes:
    """Bring the bytes of a value into big-endian order, or back: each order is its own inverse.

    Raises:
        Malformed: An odd number of bytes.
    """
    if len(raw) % 2:
        raise Malformed(f"{raw.hex(' ')} is not a whole number of registers")
    words = [raw[at : at + 2] for at in range(0, len(raw), 2)]
    if order in ("BADC", "DCBA"):
        words = [word[::-1] for word in words]
    return b"".join(words[::-1] if order in ("CDAB", "DCBA") else words)


def integer(raw: bytes, order: Order, *, signed: bool) -> int:
    """Read a whole number of any even number of bytes."""
    return int.from_bytes(ordered(raw, order), "big", signed=signed)


def scaled(raw: bytes, order: Order, *, signed: bool, exponent: int) -> Decimal:
    """Read a fixed-point number: whole number times 10^`exponent`, keeping its last digit."""
    return Decimal(integer(raw, order, signed=signed)).scaleb(exponent)


def to_scaled(value: Decimal, count: int, order: Order, *, signed: bool, exponent: int) -> bytes:
    """Write a fixed-point number into `count` registers.

    Raises:
        ValueError: Digits below 10^`exponent`, or a value that does not fit: nothing is rounded or clamped.
    """
    whole = value.scaleb(-exponent)
    if not whole.is_finite() or whole != whole.to_integral_value():
        raise ValueError(f"{value} has digits below 1E{exponent}")
    try:
        return ordered(int(whole).to_bytes(2 * count, "big", signed=signed), order)
    except OverflowError as error:
        raise ValueError(f"{value} does not fit {count} registers") from error


def single(raw: bytes, order: Order) -> Decimal:
    """Read an IEEE 754 single as the shortest decimal that means the same single.

    Raises:
        Malformed: Not four bytes, NaN, infinity, or a magnitude from 9.9E37 on, which SCPI reserves for overload.
    """
    if len(raw) != 4:
        raise Malformed(f"{raw.hex(' ')} is not a single-precision number")
    packed = ordered(raw, order)
    number = struct.unpack(">f", packed)[0]
    if not math.isfinite(number):
        raise Malformed(f"{raw.hex(' ')} is not a finite number")
    texts = (f"{number:.{digits}g}" for digits in range(1, 10))
    return decimal_number(next(text for text in texts if _packed(text) == packed))


def to_single(value: Decimal, order: Order) -> bytes:
    """Write an IEEE 754 single, the nearest to `value`.

    Raises:
        ValueError: Not finite, or beyond a single's range.
    """
    packed = _packed(str(value))
    if packed is None or not math.isfinite(struct.unpack(">f", packed)[0]):
        raise ValueError(f"{value} is not a single-precision number")
    return ordered(packed, order)


def text(raw: bytes) -> str:
    """Read characters, two in a register, ended by a zero or by the last register.

    Raises:
        Malformed: Bytes that are not printable ASCII before the first zero.
    """
    head = raw.split(b"\0", 1)[0]
    if any(not 0x20 <= byte <= 0x7E for byte in head):
        raise Malformed(f"{raw!r} is not text")
    return head.decode("ascii").strip(" ")


def _packed(text: str) -> bytes | None:
    try:
        return struct.pack(">f", float(text))
    except OverflowError:
        return None
