"""A profile of DLMS (class 7): which attributes its columns are, and a row by the time of the meter's clock.

IEC 62056-6-2 (profile generic). Rows whose clock is left out (null-data, compressed) are not told by their time, and
refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drivers.codecs import clock_face
from drivers.codecs.numbers import Malformed

if TYPE_CHECKING:
    from decimal import Decimal

    from drivers.codecs.axdr import Value

CLOCK: Final = (8, "0.0.1.0.0.255", 2)
Column = tuple[int, str, int]


def columns(value: Value) -> list[Column]:
    """The capture objects (attribute 3): class, OBIS code, attribute.

    Raises:
        Malformed: Another form.
    """
    if not isinstance(value, list):
        raise Malformed(f"{value!r} is no list of capture objects")
    found: list[Column] = []
    for one in value:
        match one:
            case [int() as interface, bytes() as name, int() as attribute, int()] if len(name) == 6:
                found.append((interface, ".".join(map(str, name)), attribute))
            case _:
                raise Malformed(f"{one!r} is no capture object")
    return found


def place(of: list[Column], interface: int, obis: str) -> int | None:
    """In which column the value of an object is; None where it is not captured."""
    return next((n for n, column in enumerate(of) if column == (interface, obis, 2)), None)


def cell(rows: Value, of: list[Column], column: int, face: Decimal) -> Value:
    """What a column holds in the row of a time; None where there is no such row.

    Args:
        rows: The buffer (attribute 2).
        of: Its columns.
        column: Which.
        face: Seconds since 2000-01-01 00:00:00 by the meter's clock.

    Raises:
        Malformed: Another form; a row without its time.
        Refused: The status of its clock says that the time is not to be trusted.
    """
    clock = place(of, CLOCK[0], CLOCK[1])
    if clock is None or not isinstance(rows, list):
        raise Malformed(f"{rows!r} are no rows with a clock")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(of):
            raise Malformed(f"{row!r} has other columns than {len(of)}")
        when = row[clock]
        if not isinstance(when, bytes):
            raise Malformed(f"{when!r} is no time of a row")
        if clock_face.of_date_time(when) == face:
            return row[column]
    return None
