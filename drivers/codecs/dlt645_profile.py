"""Load records of DL/T 645-2007: what a meter wrote down at its own times, asked for by a time of its clock.

A request carries the identifier of a class of load record (`06 0c 00 01`, records from a given time on), the number of
records in BCD, and the time `mm hh DD MM YY`. The reply holds one record or none:
``A0 A0 | length | mm hh DD MM YY | class 1 AA | … | class 6 AA | check sum | E5``; a class that the meter does not
record is empty. Identifier, request and layout are from memory: `unverified`, no text of the standard was available.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from drivers.codecs import bcd
from drivers.codecs.dlt645_items import Item, item, wire
from drivers.codecs.numbers import Malformed

BEGIN, SEPARATOR, END = b"\xa0\xa0", 0xAA, 0xE5
_KWH, _KVARH = item("00010000"), item("00050000")
_U, _I, _P, _Q, _PF, _HZ = (item(i) for i in ("02010100", "02020100", "02030000", "02040000", "02060000", "02800002"))
#: Numbers of each class in the order in which they are sent.
CLASSES: dict[int, dict[str, Item]] = {
    1: {
        **{f"voltage_l{p}": _U for p in (1, 2, 3)},
        **{f"current_l{p}": _I for p in (1, 2, 3)},
        "frequency": _HZ,
    },
    2: {
        "active_power": _P, **{f"active_power_l{p}": _P for p in (1, 2, 3)},
        "reactive_power": _Q, **{f"reactive_power_l{p}": _Q for p in (1, 2, 3)},
    },
    3: {"power_factor": _PF, **{f"power_factor_l{p}": _PF for p in (1, 2, 3)}},
    4: {
        "active_energy_import": _KWH, "active_energy_export": _KWH,
        "reactive_energy_1": _KVARH, "reactive_energy_2": _KVARH,
    },
    5: {f"reactive_energy_quadrant_{q}": _KVARH for q in (1, 2, 3, 4)},
    6: {"current_demand": _P, "reactive_demand": _Q},
}  # fmt: skip
_CLASS_OF = {quantity: number for number, quantities in CLASSES.items() for quantity in quantities}


@dataclass(frozen=True, slots=True)
class Record:
    """One load record.

    Attributes:
        face: The time that the meter gave it, by its own clock, to the minute.
        values: Quantity to value; only classes that the meter records.
    """

    face: datetime
    values: dict[str, Decimal]


def identifier(quantity: str) -> str:
    """The identifier of the class that holds a quantity; raises `KeyError` where none does."""
    return f"06{_CLASS_OF[quantity]:02d}0001"


def unit(quantity: str) -> str:
    """The unit in which a quantity is recorded."""
    return CLASSES[_CLASS_OF[quantity]][quantity].unit


def request(quantity: str, face: datetime, count: int = 1) -> bytes:
    """Data of a request for the records from a time of the meter's clock on."""
    return wire(identifier(quantity)) + bytes.fromhex(f"{count:02d}") + _time(face)


def record(payload: bytes) -> Record | None:
    """The record of a reply, behind its identifier; None where there is none.

    Raises:
        Malformed: Another layout, a wrong check sum, a class of another size, no date.
    """
    if not payload:
        return None
    if len(payload) < 11 or payload[:2] != BEGIN or payload[-1] != END or payload[2] != len(payload) - 5:
        raise Malformed(f"{payload.hex(' ')} is no load record")
    if sum(payload[:-2]) % 256 != payload[-2]:
        raise Malformed(f"check sum {payload[-2]:02X} instead of {sum(payload[:-2]) % 256:02X} of a load record")
    digits = bcd.digits(payload[3:8])
    try:
        face = datetime.strptime(f"20{digits}", "%Y%m%d%H%M")  # noqa: DTZ007  a face has no time zone
    except ValueError as error:
        raise Malformed(f"{digits} is no date with a time of a load record") from error
    return Record(face, _values(payload[8:-2]))


def _values(body: bytes) -> dict[str, Decimal]:
    """A value may hold the byte of the separator, so that a class is told by its size."""
    found: dict[str, Decimal] = {}
    at = 0
    for quantities in CLASSES.values():
        size = sum(kind.size for kind in quantities.values())
        if body[at : at + 1] == bytes([SEPARATOR]) and not _fits(body, at, size):
            at += 1
            continue
        if not _fits(body, at, size):
            raise Malformed(f"{body.hex(' ')} holds a class of another size than {size}")
        for quantity, kind in quantities.items():
            found[quantity] = bcd.number(body[at : at + kind.size], kind.decimals, signed=kind.signed)
            at += kind.size
        at += 1
    if at != len(body):
        raise Malformed(f"{body.hex(' ')} goes on behind its six classes")
    return found


def _fits(body: bytes, at: int, size: int) -> bool:
    return len(body) > at + size and body[at + size] == SEPARATOR and body[at] != SEPARATOR


def _time(face: datetime) -> bytes:
    return bytes.fromhex(f"{face:%M%H%d%m%y}")
