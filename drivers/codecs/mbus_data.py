"""M-Bus user data (EN 13757-3): variable data structure (CI 72) and fixed data structure (CI 73).

A record is DIF, DIFE…, VIF, VIFE…, data. Its number keeps the digits sent; numbers that the standard reserves for *not
valid* (BCD with letters, the most negative integer) and floating point numbers that are none become None, not a value.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from drivers.codecs import bcd, floats, mbus_units
from drivers.codecs.mbus_dates import time_point
from drivers.codecs.mbus_units import Kind
from drivers.codecs.numbers import Malformed

_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 6: 6, 7: 8}
_BCD = {9: 1, 10: 2, 11: 3, 12: 4, 14: 6}
_MOST_EXTENSIONS = 10
_ENCRYPTED = (2, 3, 4, 5, 7, 13)


@dataclass(frozen=True, slots=True)
class Header:
    """Who sends: the fixed part in front of the records.

    Attributes:
        serial: Identification number, eight digits.
        maker: Three letters; empty in the fixed data structure.
        version: Generation of the meter; 0 in the fixed data structure.
        medium: Medium code.
        access: Access number, one more with every telegram.
        status: Status byte.
        more_follows: The read-out goes on in the next telegram (DIF 1F).
    """

    serial: str
    maker: str
    version: int
    medium: int
    access: int
    status: int
    more_follows: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One data record.

    Attributes:
        kind: Quantity, unit, power of ten.
        value: The number in `kind.unit`; text of a string or a time point; None where it is not valid.
        function: 0 instantaneous, 1 maximum, 2 minimum, 3 during an error.
        storage: Storage number, 0 now.
        tariff: Tariff, 0 total.
        subunit: Unit of the device.
        modifiers: VIF extensions behind the quantity that are not understood here; b"" if there are none.
    """

    kind: Kind
    value: Decimal | str | None
    function: int = 0
    storage: int = 0
    tariff: int = 0
    subunit: int = 0
    modifiers: bytes = b""


class _Reader:
    """Takes bytes from the front."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def take(self, count: int) -> bytes:
        if len(self.rest) < count:
            raise Malformed(f"a record ends after {len(self.rest)} of {count} bytes")
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def extensions(self, first: int) -> bytes:
        found, last = bytearray(), first
        while last & 0x80:
            last = self.byte()
            found.append(last)
            if len(found) > _MOST_EXTENSIONS:
                raise Malformed(f"more than {_MOST_EXTENSIONS} extensions")
        return bytes(found)


def variable(data: bytes) -> tuple[Header, list[Record]]:
    """Decode the user data that follow CI 72; manufacturer's data at the end are left alone.

    Raises:
        Malformed: A header or record that is cut off or cannot be.
    """
    if len(data) < 12:
        raise Malformed(f"{data.hex(' ')} is too short for a header")
    maker = int.from_bytes(data[4:6], "little")
    letters = "".join(chr((maker >> shift & 31) + 64) for shift in (10, 5, 0))
    header = Header(bcd_or_hex(data[:4]), letters, data[6], data[7], data[8], data[9])
    if data[11] & 0x1F in _ENCRYPTED:
        raise Malformed(f"mode {data[11] & 0x1F}: the records are encrypted")
    reader, records = _Reader(data[12:]), list[Record]()
    while reader.rest and reader.rest[0] not in (0x0F, 0x1F):
        if reader.rest[0] == 0x2F:  # filler
            reader.byte()
            continue
        records.append(_record(reader))
    return replace(header, more_follows=reader.rest[:1] == b"\x1f"), records


def fixed(data: bytes) -> tuple[Header, list[Record]]:
    """Decode the user data that follow CI 73: two counters.

    Raises:
        Malformed: Not sixteen bytes, or digits that are none.
    """
    if len(data) != 16:
        raise Malformed(f"{len(data)} bytes, the fixed data structure has 16")
    medium = data[6] >> 6 | data[7] >> 6 << 2
    header = Header(bcd_or_hex(data[:4]), "", 0, medium, data[4], data[5])
    kinds = [mbus_units.fixed(data[6] & 0x3F), mbus_units.fixed(data[7] & 0x3F)]
    historic = data[7] & 0x3F == 0x3E  # the second counter is the first one of an earlier day
    stored = 1 if data[5] & 2 or historic else 0
    if historic:
        kinds[1] = kinds[0]
    values = []
    for field, kind in zip((data[8:12], data[12:16]), kinds, strict=True):
        number = Decimal(int.from_bytes(field, "little")) if data[5] & 1 else _bcd(field)
        values.append(None if number is None else number.scaleb(kind.exponent))
    first = 1 if data[5] & 2 else 0
    return header, [Record(kinds[0], values[0], storage=first), Record(kinds[1], values[1], storage=stored)]


def bcd_or_hex(data: bytes) -> str:
    """Identification number; letters in it are kept, for some makers use them."""
    return data[::-1].hex().upper()


def _record(reader: _Reader) -> Record:
    dif = reader.byte()
    storage, tariff, subunit = dif >> 6 & 1, 0, 0
    for index, dife in enumerate(reader.extensions(dif)):
        storage |= (dife & 15) << (1 + 4 * index)
        tariff |= (dife >> 4 & 3) << (2 * index)
        subunit |= (dife >> 6 & 1) << index
    kind, modifiers = _kind(reader)
    before = reader.rest
    value = _value(reader, dif & 15)
    if kind.quantity in ("date", "date_time"):
        value = time_point(before[: len(before) - len(reader.rest)])
    elif isinstance(value, Decimal):
        value = value.scaleb(kind.exponent)
    return Record(kind, value, dif >> 4 & 3, storage, tariff, subunit, modifiers)


def _kind(reader: _Reader) -> tuple[Kind, bytes]:
    vif = reader.byte()
    if vif & 0x7F == 0x7C:  # the unit in plain text, last letter first, stands behind the extensions
        text = reader.take(reader.byte())[::-1].decode("latin-1")
        return Kind("", text), reader.extensions(vif)
    found = reader.extensions(vif)
    if vif in (0xFB, 0xFD) and found:
        kind, found = mbus_units.extended(vif, found[0] & 0x7F), found[1:]
    else:
        kind = mbus_units.UNKNOWN if vif & 0x7F in (0x7E, 0x7F) else mbus_units.primary(vif & 0x7F)
    return _corrected(kind, found)


def _corrected(kind: Kind, extensions: bytes) -> tuple[Kind, bytes]:
    """Apply the multiplicative corrections E111 0nnn and E111 1101; give back what is not understood."""
    left, exponent = bytearray(), kind.exponent
    for index, code in enumerate(extensions):
        if code & 0x7F == 0x7F:  # from here on the maker's own codes
            left += extensions[index:]
            break
        if left[-1:] == b"\xfc" or code & 0x7F == 0x7C:  # a code of the second table, such as the phase
            left.append(code)
        elif code & 0x78 == 0x70:
            exponent += (code & 7) - 6
        elif code & 0x7F == 0x7D:
            exponent += 3
        else:
            left.append(code)
    return Kind(kind.quantity, kind.unit, exponent), bytes(left)


def _value(reader: _Reader, field: int) -> Decimal | str | None:
    if field in _INTEGERS:
        size = _INTEGERS[field]
        number = int.from_bytes(reader.take(size), "little", signed=True)
        return None if number == -(1 << 8 * size - 1) else Decimal(number)
    if field in _BCD:
        return _bcd(reader.take(_BCD[field]))
    if field == 5:
        return _float(reader.take(4))
    if field == 13:
        return _lengthy(reader)
    if field == 0:
        return None
    raise Malformed(f"data field {field} is not one of a meter's reply")


def _lengthy(reader: _Reader) -> Decimal | str | None:
    size = reader.byte()
    if size < 0xC0:
        return reader.take(size)[::-1].decode("latin-1")
    if 0xC0 <= size <= 0xC9 or 0xD0 <= size <= 0xD9:
        number = _bcd(reader.take(size & 15)) if size & 15 else None
        return number if number is None or size < 0xD0 else -number
    if 0xE0 <= size <= 0xEF and size != 0xE0:
        return Decimal(int.from_bytes(reader.take(size - 0xE0), "little"))
    raise Malformed(f"length {size:02X} is not one of a record")


def _bcd(data: bytes) -> Decimal | None:
    text = data[::-1].hex()
    if text[0] == "f" and text[1:].isdecimal():  # the standard's minus sign
        return -Decimal(text[1:])
    return bcd.number(data, 0) if text.isdecimal() else None


def _float(data: bytes) -> Decimal | None:
    try:
        return floats.single(data[::-1])
    except Malformed:  # this one record is not valid, the others may be
        return None
