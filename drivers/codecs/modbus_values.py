"""Numbers out of Modbus registers, with type, order of words and order of bytes said explicitly.

Modbus says only that a register is sent most significant byte first. Everything longer is the maker's choice, and a
wrong guess gives a plausible number: 1000 Wh with swapped words are 65 536 000 Wh. So both orders are part of
every register map, and a map names a register whose value is known, by which they are proven.
"""

import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from drivers.codecs import floats
from drivers.codecs.numbers import Malformed

Order = Literal["high_first", "low_first"]
_SIZES = {
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
        type: `uint16`, `int16`, `uint32`, `int32`, `uint64`, `int64`, `float32` or `float64`.
        words: Which word is in the first register.
        octets: Which byte of a register is sent first.
        scale: The number is multiplied by this.
    """

    type: str
    words: Order
    octets: Order
    scale: Decimal = Decimal(1)

    @property
    def size(self) -> int:
        """Registers; raises `KeyError` for an unknown type."""
        return _SIZES[self.type]


def number(layout: Layout, found: list[int]) -> Decimal:
    """The number in the registers `found`.

    Raises:
        Malformed: Another number of registers, or a floating point number that is none.
        KeyError: An unknown type.
    """
    if len(found) != layout.size:
        raise Malformed(f"{len(found)} registers for {layout.type}, which has {layout.size}")
    words = found if layout.words == "high_first" else found[::-1]
    data = b"".join(word.to_bytes(2, "big" if layout.octets == "high_first" else "little") for word in words)
    if layout.type == "float32":
        value = floats.single(data)
    elif layout.type == "float64":
        value = floats.double(data)
    else:
        value = Decimal(int.from_bytes(data, "big", signed=layout.type.startswith("int")))
    return value * layout.scale


def registers(layout: Layout, value: Decimal) -> list[int]:
    """Registers that hold `value`; undone by `number`.

    Raises:
        ValueError: A number that the type cannot hold.
    """
    scaled = value / layout.scale
    size = 2 * layout.size
    try:
        if layout.type.startswith("float"):
            data = struct.pack(">f" if size == 4 else ">d", float(scaled))
        elif scaled != scaled.to_integral_value():
            raise ValueError(f"{value} is no whole number of {layout.scale}")
        else:
            data = int(scaled).to_bytes(size, "big", signed=layout.type.startswith("int"))
    except OverflowError as error:
        raise ValueError(f"{value} does not fit into {layout.type}") from error
    order: Literal["big", "little"] = "big" if layout.octets == "high_first" else "little"
    words = [int.from_bytes(data[start : start + 2], order) for start in range(0, size, 2)]
    return words if layout.words == "high_first" else words[::-1]
