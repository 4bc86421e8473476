"""Where a value stands among Modbus registers, and how: `0x0002 float ABCD`."""

from dataclasses import dataclass
from typing import cast, get_args

from drivers.codecs.registers import Layout, Order, Type

#: Type as the bench file writes it to the type of the registers.
TYPES: dict[str, Type] = {"float": "float32", "i16": "int16", "u16": "uint16", "i32": "int32", "u32": "uint32"}


@dataclass(frozen=True, slots=True)
class Place:
    """One value.

    Attributes:
        address: PDU address of its first register.
        layout: How it lies there, without a scale.
    """

    address: int
    layout: Layout


def place(text: str) -> Place:
    """Read a place as the bench file writes it.

    Raises:
        ValueError: Not three words, an address beyond 65535, an unknown type or order.
    """
    parts = text.split()
    if len(parts) != 3 or parts[1] not in TYPES or parts[2] not in get_args(Order):
        raise ValueError(f"{text!r} is not ADDRESS TYPE ORDER, such as 0x0002 float ABCD")
    address = int(parts[0], 0)
    if not 0 <= address <= 0xFFFF - 1:
        raise ValueError(f"{text!r}: there is no such register")
    return Place(address, Layout(TYPES[parts[1]], cast("Order", parts[2])))
