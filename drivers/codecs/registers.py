"""Register words to values and back, with type, order of words and order of bytes said each time.

Modbus says only that a register is sent most significant byte first. Everything longer is the maker's choice: 230.5
sent as `43 66 80 00` reads 2.3E+23 when the bytes of each word are swapped, and 1000 Wh with swapped words are
65 536 000 Wh. So nothing here has a default, and every register map proves its order with a known value.

Makers reserve values for *not valid*: all ones of an unsigned number, the most negative and the most positive of a
signed one (SunSpec information model specification, "not implemented" values; the tables of several meters use 7FFF). A
number that is one of them is refused unless the layout says which are reserved.
"""

import math
import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from drivers.codecs import floats
from drivers.codecs.numbers import OVERLOAD, Malformed, Refused

#: Where the bytes A B C D of a big-endian value stand: `ABCD` most significant word and byte first, `CDAB` words
#: swapped, `BADC` bytes swapped within words, `DCBA` both.
Order = Literal["ABCD", "CDAB", "BADC", "DCBA"]
Type = Literal["uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"]
_SIZES: dict[Type, int] = {
    "uint16": 1,
    "int16": 1,
    "uint32": 2,
    "int32": 2,
    "uint64": 4,
    "int64": 4,
    "float32": 2,
    "float64": 4,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a number lies in registers.

    Attributes:
        type: Type of the number.
        order: Order of words and bytes.
        scale: The number sent is multiplied by this.
        not_valid: Values, most significant byte first, that mean *not valid*; None for the usual ones of the type.
    """

    type: Type
    order: Order
    scale: Decimal = Decimal(1)
    not_valid: frozenset[bytes] | None = None

    @property
    def size(self) -> int:
        """Number of registers."""
        return _SIZES[self.type]

    @property
    def reserved(self) -> frozenset[bytes]:
        """Values, most significant byte first, that mean *not valid*."""
        return _usually_reserved(self.type) if self.not_valid is None else self.not_valid


def _usually_reserved(kind: Type) -> frozenset[bytes]:
    size = 2 * _SIZES[kind]
    if kind.startswith("uint"):
        return frozenset({b"\xff" * size})
    if kind.startswith("int"):
        return frozenset({b"\x80" + bytes(size - 1), b"\x7f" + b"\xff" * (size - 1)})
    return frozenset()  # not-a-number, infinity and the largest numbers are none for any map


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


def number(layout: Layout, raw: bytes) -> Decimal:
    """Read a number: a whole number with its last digit, a floating point number as its shortest decimal.

    Args:
        layout: How it lies in its registers.
        raw: The registers as they came.

    Raises:
        Malformed: Another number of registers, or a floating point number that is NaN, infinity, or of a magnitude from
            9.9E37 on, which SCPI reserves for overload.
        Refused: A value that is reserved for *not valid*.
    """
    if len(raw) != 2 * layout.size:
        raise Malformed(f"{raw.hex(' ')} are not the {layout.size} registers of a {layout.type}")
    data = ordered(raw, layout.order)
    if data in layout.reserved:
        raise Refused(f"the registers hold {data.hex().upper()}, which a {layout.type} reserves for a value not valid")
    if not layout.type.startswith("float"):
        return int.from_bytes(data, "big", signed=layout.type.startswith("int")) * layout.scale
    value = floats.single(data) if layout.type == "float32" else floats.double(data)
    if abs(value) >= OVERLOAD:
        raise Malformed(f"{raw.hex(' ')} means overload or not-a-number")
    return value * layout.scale


def whole(layout: Layout, raw: bytes) -> int:
    """Read a number of an unscaled whole type, such as a state or a counter; see `number` for the errors."""
    return int(number(layout, raw))


def packed(layout: Layout, value: Decimal) -> bytes:
    """Registers that hold `value`, of floating point types the nearest; undone by `number`.

    Raises:
        ValueError: Digits below the scale, or a value that does not fit: nothing is rounded or clamped.
    """
    scaled = value / layout.scale
    if not scaled.is_finite():
        raise ValueError(f"{value} does not fit {layout.type}")
    try:
        return ordered(
            _floating(layout, scaled) if layout.type.startswith("float") else _fixed(layout, value), layout.order
        )
    except (OverflowError, struct.error) as error:
        raise ValueError(f"{value} does not fit {layout.type}") from error


def _floating(layout: Layout, scaled: Decimal) -> bytes:
    data = struct.pack(">f" if layout.size == 2 else ">d", float(scaled))
    if not math.isfinite(struct.unpack(">f" if layout.size == 2 else ">d", data)[0]):
        raise OverflowError
    return data


def _fixed(layout: Layout, value: Decimal) -> bytes:
    scaled = value / layout.scale
    if scaled != scaled.to_integral_value() or scaled * layout.scale != value:
        raise ValueError(f"{value} has digits below {layout.scale}")
    return int(scaled).to_bytes(2 * layout.size, "big", signed=layout.type.startswith("int"))


def text(raw: bytes) -> str:
    """Read characters, two in a register, ended by a zero or by the last register.

    Raises:
        Malformed: Bytes that are not printable ASCII before the first zero.
    """
    head = raw.split(b"\0", 1)[0]
    if any(not 0x20 <= byte <= 0x7E for byte in head):
        raise Malformed(f"{raw!r} is not text")
    return head.decode("ascii").strip(" ")
