"""Frozen records of DL/T 698.45: one row of a table of records, asked for by the time at which the meter froze it.

`05 03 PIID OAD RSD RCSD 00` asks (GetRequestRecord), with selector 1 (an attribute equals a value) on the time of
freezing 20210200; `85 03 PIID OAD RCSD 01 COUNT DATA…` or `85 03 PIID OAD RCSD 00 DAR` answers. The layout is that of
public programs for such meters (`secondary`); which tables a meter freezes, and when, it is free to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drivers.codecs import clock_face
from drivers.codecs.axdr import Value, first_value
from drivers.codecs.dlt698_data import FIXED, REASONS
from drivers.codecs.numbers import Malformed, Refused

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

TIME: Final = "20210200"
MINUTES, HOURS, DAYS, MONTHS = "50020200", "50030200", "50040200", "50060200"
"""Tables of what is frozen each so many minutes, each hour, each day and each month."""
MOST: Final = 16
"""Rows that are read; one is asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        face: When it was frozen, by the meter's clock, seconds since 2000-01-01 00:00:00.
        value: The column beside it.
    """

    face: Decimal
    value: Value


def request(table: str, column: str, face: datetime, invoke: int) -> bytes:
    """GetRequestRecord for one column of the row of a time, without a time tag."""
    when = b"\x1c" + face.year.to_bytes(2, "big") + bytes([face.month, face.day, face.hour, face.minute, face.second])
    selector = b"\x01" + bytes.fromhex(TIME) + when
    columns = b"\x02\x00" + bytes.fromhex(TIME) + b"\x00" + bytes.fromhex(column)
    return bytes([5, 3, invoke]) + bytes.fromhex(table) + selector + columns + b"\x00"


def tables(face: datetime) -> tuple[str, ...]:
    """The tables that may hold a time, the ones with fewest rows first."""
    found = [MINUTES]
    if not (face.minute or face.second):
        found.insert(0, HOURS)
        if not face.hour:
            found.insert(0, DAYS)
            if face.day == 1:
                found.insert(0, MONTHS)
    return tuple(found)


def answer(table: str, column: str, invoke: int, apdu: bytes) -> list[Row]:
    """The rows of a response to `request`, and of nothing else.

    Raises:
        Malformed: Another APDU, table, column or invocation, bytes missing or left over.
        Refused: The meter gives a reason instead of rows (DAR).
    """
    if len(apdu) < 18 or apdu[:2] != b"\x85\x03":
        raise Malformed(f"{apdu.hex(' ')} is not a GetResponseRecord")
    columns = b"\x02\x00" + bytes.fromhex(TIME) + b"\x00" + bytes.fromhex(column)
    if apdu[2] & 0x3F != invoke & 0x3F or apdu[3:7] != bytes.fromhex(table) or apdu[7:18] != columns:
        raise Malformed(f"{apdu[2:18].hex(' ')} answers, record {table} with {column} was asked")
    rest = apdu[18:]
    if len(rest) < 2 or rest[0] > 1:
        raise Malformed(f"{rest.hex(' ')} is neither rows nor a reason")
    if rest[0] == 0:
        raise Refused(f"{table} was not given: {REASONS.get(rest[1], 'reason')} ({rest[1]})")
    return _rows(rest[1], rest[2:])


def _rows(count: int, data: bytes) -> list[Row]:
    if count > MOST:
        raise Malformed(f"{count} rows where one was asked for")
    rows: list[Row] = []
    for _ in range(count):
        when, data = first_value(data, FIXED)
        value, data = first_value(data, FIXED)
        if not isinstance(when, bytes):
            raise Malformed(f"{when!r} is no time of freezing")
        rows.append(Row(clock_face.of_date_time_s(when), value))
    if len(data) < 2 or (data == b"\x00\x00") != (len(data) == 2):
        raise Malformed(f"{data.hex(' ') or 'nothing'} follows the data, a report list and a time tag were expected")
    return rows
