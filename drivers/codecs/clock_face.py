"""What a meter's own clock shows: a date and a time of day, without a time zone, right or wrong.

It is kept as seconds of that face since 2000-01-01 00:00:00. It is a number of the meter's, and never the time at which
anything happened: that is the run's clock's to say.
"""

import re
from datetime import datetime
from decimal import Decimal

from drivers.codecs.numbers import Malformed, Refused

_ZERO = datetime(2000, 1, 1)  # noqa: DTZ001  a face has no time zone
_DATE = re.compile(r"(\d\d)-?(\d\d)-?(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)", re.ASCII)
#: Bits of the clock status of DLMS that say that the value is not to be trusted (IEC 62056-6-2 4.1.6.1).
_DOUBTS = {0: "invalid value", 1: "doubtful value", 3: "invalid clock status"}


def seconds(year: int, month: int, day: int, hour: int, minute: int, second: int) -> Decimal:
    """Seconds since 2000-01-01 00:00:00 by the same face.

    Raises:
        Malformed: No such day or time of day.
    """
    try:
        face = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  a face has no time zone
    except ValueError as error:
        raise Malformed(f"{year}-{month}-{day} {hour}:{minute}:{second} is no date with a time: {error}") from error
    return of_face(face)


def of_face(face: datetime) -> Decimal:
    """As `seconds`, of a date with a time of day in whole seconds."""
    return Decimal((face - _ZERO).days) * 86400 + (face - _ZERO).seconds


def of_texts(date: str, time: str) -> Decimal:
    """As `seconds`, of `YYMMDD` or `YY-MM-DD` in this century, and `hhmmss` or `hh:mm:ss`.

    Raises:
        Malformed: Other forms, or no such day or time of day.
    """
    day, clock = _DATE.fullmatch(date), _TIME.fullmatch(time)
    if day is None or clock is None:
        raise Malformed(f"{date!r} {time!r} is no date with a time")
    parts = [int(part) for part in (*day.groups(), *clock.groups())]
    return seconds(2000 + parts[0], *parts[1:])


def of_date_time_s(data: bytes) -> Decimal:
    """As `seconds`, of date_time_s of DL/T 698.45: year in two bytes, month, day, hour, minute, second.

    Raises:
        Malformed: Another length, or no such day or time of day.
    """
    if len(data) != 7:
        raise Malformed(f"{data.hex(' ')} is no date with a time")
    return seconds(int.from_bytes(data[:2], "big"), *data[2:])


def of_date_time(data: bytes) -> Decimal:
    """As `seconds`, of date-time of DLMS, in which weekday, hundredths, deviation and status stand as well.

    Raises:
        Refused: The status says that the value is not to be trusted.
        Malformed: Another length, a part that is not specified, or no such day or time of day.
    """
    if len(data) != 12:
        raise Malformed(f"{data.hex(' ')} is no date with a time")
    if said := [text for bit, text in _DOUBTS.items() if data[11] != 0xFF and data[11] >> bit & 1]:
        raise Refused(f"the meter says of its clock: {', '.join(said)}")
    return seconds(int.from_bytes(data[:2], "big"), data[2], data[3], data[5], data[6], data[7])
