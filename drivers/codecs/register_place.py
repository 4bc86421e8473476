"""Where a value stands among Modbus registers, and how: `0x0002 float ABCD`."""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast, get_args

from drivers.codecs import registers
from drivers.codecs.registers import Order

#: Type to its number of registers.
TYPES = {"float": 2, "i16": 1, "u16": 1, "i32": 2, "u32": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """One value.

    Attributes:
        address: PDU address of its first register.
        kind: One of `TYPES`.
        order: Order of words and bytes.
    """

    address: int
    kind: str
    order: Order

    @property
    def count(self) -> int:
        """Number of registers."""
        return TYPES[self.kind]

    def decode(self, raw: bytes, exponent: int) -> Decimal:
        """Read the value; `exponent` scales whole numbers.

        Raises:
            Malformed: Not a finite number.
        """
        if self.kind == "float":
            return registers.single(raw, self.order)
        return registers.scaled(raw, self.order, signed=self.kind.startswith("i"), exponent=exponent)


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
    return Place(address, parts[1], cast("Order", parts[2]))
