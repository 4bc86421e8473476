"""Data identifiers of DL/T 645 and the numbers behind them.

An identifier is written as printed, most significant byte first (`02010100`), and sent least significant byte first.
Sizes and decimals: DL/T 645-2007 annex A. The 1997 table is known only from secondary sources, and of it the formats of
B62x, B63x, B64x, B65x and C03x from memory (`unverified`); so is the frequency 02800002 of 2007. The counts of events
(0330…, 0335…) are secondary: three bytes in public programs for such meters.
"""

from dataclasses import dataclass
from decimal import Decimal

from drivers.codecs import bcd
from drivers.codecs.numbers import Malformed


@dataclass(frozen=True, slots=True)
class Item:
    """How a number is sent.

    Attributes:
        size: Bytes.
        decimals: Digits after the point.
        unit: Unit symbol, empty for a pure number.
        signed: The top bit is the sign.
    """

    size: int
    decimals: int
    unit: str
    signed: bool = False


_KWH, _KVARH = Item(4, 2, "kWh"), Item(4, 2, "kvarh")
_U, _I = Item(2, 1, "V"), Item(3, 3, "A", signed=True)
_P, _Q, _S = Item(3, 4, "kW", signed=True), Item(3, 4, "kvar", signed=True), Item(3, 4, "kVA", signed=True)
_PF, _ANGLE = Item(2, 3, "", signed=True), Item(2, 1, "°")

#: Edition 2007: families by the three most significant bytes of the identifier with the index left open, then singles.
_FAMILIES = {
    "0000": Item(4, 2, "kWh", signed=True),  # combined active energy
    "0001": _KWH,
    "0002": _KWH,
    "0003": Item(4, 2, "kvarh", signed=True),  # combined reactive energy 1 and 2
    "0004": Item(4, 2, "kvarh", signed=True),
    **{f"000{quadrant}": _KVARH for quadrant in (5, 6, 7, 8)},
    "0201": _U,
    "0202": _I,
    "0203": _P,
    "0204": _Q,
    "0205": _S,
    "0206": _PF,
    "0207": _ANGLE,
}
_SINGLES = {
    "02800002": Item(2, 2, "Hz"),
    "04000409": Item(3, 0, "imp/kWh"),
    "0400040A": Item(3, 0, "imp/kvarh"),
    "03300D00": Item(3, 0, ""),  # openings of the cover
    "03350000": Item(3, 0, ""),  # magnetic fields
}
_1997 = {
    "9010": _KWH,
    "9020": _KWH,
    "9110": _KVARH,
    "9120": _KVARH,
    **{f"B61{phase}": Item(2, 0, "V") for phase in (1, 2, 3)},
    **{f"B62{phase}": Item(2, 2, "A") for phase in (1, 2, 3)},
    **{f"B63{phase}": Item(3, 4, "kW") for phase in (0, 1, 2, 3)},
    **{f"B64{phase}": Item(2, 2, "kvar") for phase in (0, 1, 2, 3)},
    **{f"B65{phase}": Item(2, 3, "") for phase in (0, 1, 2, 3)},
    "C030": Item(3, 0, "imp/kWh"),
}


def item(identifier: str) -> Item:
    """How the number of an identifier is sent; four digits for 1997, eight for 2007.

    Raises:
        KeyError: An identifier that is not in the tables.
    """
    if len(identifier) == 4:
        return _1997[identifier]
    return _SINGLES[identifier] if identifier in _SINGLES else _FAMILIES[identifier[:4]]


def wire(identifier: str) -> bytes:
    """The identifier as it is sent, least significant byte first."""
    return bytes.fromhex(identifier)[::-1]


def after(identifier: str, data: bytes) -> bytes:
    """What follows the identifier in the data of a reply.

    Raises:
        Malformed: The reply carries another identifier.
    """
    asked = wire(identifier)
    if data[: len(asked)] != asked:
        raise Malformed(f"{data[: len(asked)][::-1].hex().upper() or 'nothing'} answers, {identifier} was asked")
    return data[len(asked) :]


def numbers(identifier: str, payload: bytes) -> list[Decimal]:
    """Every number of a payload: one, or those of a block (`…FF…`), in the order sent.

    Raises:
        Malformed: A size that does not fit, or digits that are none.
        KeyError: As `item`.
    """
    kind = item(identifier)
    if not payload or len(payload) % kind.size:
        raise Malformed(f"{len(payload)} bytes for {identifier}, which has {kind.size}")
    parts = (payload[start : start + kind.size] for start in range(0, len(payload), kind.size))
    return [bcd.number(part, kind.decimals, signed=kind.signed) for part in parts]


def number(identifier: str, payload: bytes) -> Decimal:
    """The one number of an identifier that is no block.

    Some meters send more bytes than the identifier has (tariffs after the total, or a reserve of zeros). Such a reply
    is refused: which of them is meant cannot be known.

    Raises:
        Malformed: Not exactly one number.
        KeyError: As `item`.
    """
    found = numbers(identifier, payload)
    if len(found) != 1:
        raise Malformed(f"{len(found)} numbers answer {identifier}, one was expected")
    return found[0]
