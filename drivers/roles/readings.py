"""What a reading method of a role may return besides a number: a text, a moment, a series, a file.

The annotation of the method's return value says which; a regulation that asks for another kind is wrong.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from drivers.roles.instrument import Reading

Points: TypeAlias = tuple[tuple[Decimal, Decimal], ...]
"""Place (a time, mostly) and value of each point of a series."""


@dataclass(frozen=True, slots=True)
class TextReading:
    """A text as the instrument or the person gave it: a serial number, a software version, the number of a seal."""

    text: str


@dataclass(frozen=True, slots=True)
class InstantReading:
    """What a clock shows.

    Attributes:
        text: As received.
        instant: The same moment; without a time zone where the clock has none.
    """

    text: str
    instant: datetime


@dataclass(frozen=True, slots=True)
class SeriesReading:
    """Many values taken as one reading: pulses in every second, a waveform, a response.

    Attributes:
        text: Where it comes from, for a person: a file, a channel; what was received is in the log of the link.
        points: Place and value of each point, places ascending, with the digits received.
        unit: Unit of the values.
        place_unit: Unit of the places, ``s`` for times.
    """

    text: str
    points: Points
    unit: str
    place_unit: str


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file: a photograph, a log.

    Attributes:
        text: Name of the file, without folders.
        content: Its bytes.
    """

    text: str
    content: bytes


AnyReading: TypeAlias = Reading | TextReading | InstantReading | SeriesReading | FileReading
