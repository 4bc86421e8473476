"""A GNSS receiver that sends NMEA 0183: where it is, how well it knows it, and what time it is there.

It is asked nothing; it sends a sentence a line by itself, mostly each second. A place needs GGA (position, quality,
satellites, dilution) and RMC (day, time, whether the fix is valid) with right check sums. The reader is `pynmea2`
(extra ``field``).
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from drivers.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONGEST = 200
"""Bytes of a line; a sentence has 82 at most."""
LATER = Decimal("0.0000001")
"""Digits of a degree that are kept: 0.01 m on the ground."""
REMEDY = "Check its antenna, its address and its baud rate."


@dataclass(frozen=True, slots=True)
class Fix:
    """A place.

    Attributes:
        latitude, longitude: Degrees in WGS 84, north and east positive.
        satellites, hdop: How many were used, and the horizontal dilution of precision; as they were sent.
        moment: Day and time of the receiver.
        sentence: The GGA sentence, as it was sent.
    """

    latitude: Decimal
    longitude: Decimal
    satellites: str
    hdop: str
    moment: datetime
    sentence: str


def fix_of(lines: Iterable[bytes]) -> Fix | None:
    """The first place that some lines state; None where they state none.

    Args:
        lines: What a receiver sends, a sentence a line.
    """
    import pynmea2

    position: Any = None
    moment: datetime | None = None
    for line in lines:
        with suppress(pynmea2.ParseError, ValueError, AttributeError, InvalidOperation):
            sentence = pynmea2.parse(line.decode("ascii").strip(), check=True)
            if sentence.sentence_type == "GGA":
                position = sentence if int(sentence.gps_qual) > 0 else None
            elif sentence.sentence_type == "RMC" and sentence.status == "A":
                moment = datetime.combine(sentence.datestamp, sentence.timestamp.replace(tzinfo=None), UTC)
            if position is not None and moment is not None:
                latitude = _degrees(position.lat, position.lat_dir, "S")
                longitude = _degrees(position.lon, position.lon_dir, "W")
                return Fix(latitude, longitude, position.num_sats, position.horizontal_dil, moment, str(position))
    return None


def _degrees(text: str, direction: str, negative: str) -> Decimal:
    """Degrees of ``ddmm.mmmm``."""
    value = Decimal(text)
    degrees = value // 100
    found = (degrees + (value - 100 * degrees) / 60).quantize(LATER)
    return -found if direction == negative else found


def received(url: str, baud: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> Fix:
    """The place that a receiver states.

    Args:
        url: A serial port, or an address as pyserial takes it: ``/dev/ttyACM0``, ``socket://192.0.2.7:10110``.
        baud: Baud rate of a port; 4800 by NMEA 0183, 9600 and more by many receivers.
        seconds: How long it is waited for.
        clock: Gives the time, s.

    Raises:
        LinkError: The receiver cannot be reached, or states no place in that time.
    """
    import serial

    end = clock() + seconds
    try:
        with serial.serial_for_url(url, baudrate=baud, timeout=0.5) as port:  # type: ignore[no-untyped-call]
            found = fix_of(_lines(port, end, clock))
    except (serial.SerialException, OSError, ValueError) as error:
        raise LinkError(f"No place was received: {error}.", where=url, remedy=REMEDY) from error
    if found is None:
        raise LinkError(f"No place was received within {seconds:g} s.", where=url, remedy=REMEDY)
    return found


def _lines(port: Any, end: float, clock: Callable[[], float]) -> Iterator[bytes]:
    held = b""
    while clock() < end:
        held += port.read(max(1, min(port.in_waiting, LONGEST)))
        *whole, held = held.split(b"\n")
        yield from whole
        held = held[-LONGEST:]
