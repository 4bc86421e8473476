"""What an observation can be: a number, a text, an instant, a series, an attachment."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, TypeAlias

from msgspec import Meta

from metrology.exact import plain
from records.entries.fields import Count, Numeral, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_POINTS = 1_000_000
"""Longest series: that many points take some 200 MB while they are unpacked."""
LONGEST_TEXT = 1000
_POINT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) (-?[0-9]+(?:\.[0-9]+)?)")
_SHA256 = r"^[0-9a-f]{64}$"


class Number(Part, frozen=True, kw_only=True, tag_field="type", tag="number"):
    """A number with its unit; the digits are those received, or converted exactly."""

    number: Numeral
    unit: str


class TextValue(Part, frozen=True, kw_only=True, tag_field="type", tag="text"):
    """A text that an instrument or a person gave: a serial number, a software version, the number of a seal.

    Attributes:
        content: One line that documents can show, without blanks around it.
    """

    content: Annotated[str, Meta(max_length=LONGEST_TEXT)]

    def __post_init__(self) -> None:
        """Refuse what is no line of text.

        Raises:
            ValueError: It is none.
        """
        if self.content != self.content.strip() or not self.content.isprintable():
            raise ValueError(f"{self.content[:60]!r} is no line of text")


class Instant(Part, frozen=True, kw_only=True, tag_field="type", tag="instant"):
    """A moment as a clock shows it: ISO 8601, with an offset only where the clock has one."""

    instant: str

    def __post_init__(self) -> None:
        """Refuse what is no moment.

        Raises:
            ValueError: It is none.
        """
        if datetime.fromisoformat(self.instant).isoformat() != self.instant:
            raise ValueError(f"{self.instant[:60]!r} is not a time as ISO 8601 writes it")


class Series(Part, frozen=True, kw_only=True, tag_field="type", tag="series"):
    """Many points taken as one reading: pulses in every second, a waveform, a response.

    Attributes:
        unit: Unit of the values.
        place_unit: Unit of the places, ``s`` for times.
        count: How many points there are.
        packed: Place and value of each, a line each, zlib, base64.
    """

    unit: str
    place_unit: str
    count: Annotated[int, Meta(ge=0, le=MOST_POINTS)]
    packed: str

    @classmethod
    def of(cls, points: Sequence[tuple[Decimal, Decimal]], unit: str, place_unit: str) -> Series:
        """Pack points with all their digits.

        Raises:
            ValueError: There are too many, or the places do not ascend.
        """
        if len(points) > MOST_POINTS:
            raise ValueError(f"a series of {len(points)} points is longer than {MOST_POINTS}")
        if any(a[0] >= b[0] for a, b in pairwise(points)):
            raise ValueError("the places of a series ascend")
        text = "\n".join(f"{plain(place)} {plain(value)}" for place, value in points)
        packed = base64.b64encode(zlib.compress(text.encode(), 6)).decode()
        return cls(unit=unit, place_unit=place_unit, count=len(points), packed=packed)

    def points(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The points, in order.

        Raises:
            ValueError: They are not what was packed.
        """
        text = self._text()
        found = [_POINT.fullmatch(line) for line in text.split("\n")] if text else []
        if len(found) != self.count or None in found:
            raise ValueError(f"a series of {self.count} points holds {len(found)}, or one that is none")
        return tuple((Decimal(m[1]), Decimal(m[2])) for m in found if m is not None)

    @property
    def sha256(self) -> str:
        """Digest of the points as text, place and value of each on a line."""
        return hashlib.sha256(self._text().encode()).hexdigest()

    def _text(self) -> str:
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(base64.b64decode(self.packed, validate=True), 200 * MOST_POINTS).decode()
        except zlib.error as error:
            raise ValueError(f"a series cannot be unpacked: {error}") from error
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ValueError("a series is longer than it says, or cut off")
        return text


class Attachment(Part, frozen=True, kw_only=True, tag_field="type", tag="attachment"):
    """A file: its bytes lie beside the journal, which has their digest.

    Attributes:
        name: Name of the file, without folders.
        media: Media type, e.g. ``image/jpeg``.
        size: Number of bytes.
        sha256: Digest of the bytes.
    """

    name: str
    media: str
    size: Count
    sha256: Annotated[str, Meta(pattern=_SHA256)]

    def __post_init__(self) -> None:
        """Refuse a name that is a path.

        Raises:
            ValueError: It is one.
        """
        if not self.name.isprintable() or "/" in self.name or "\\" in self.name:
            raise ValueError(f"{self.name[:60]!r} is no name of a file")


Value: TypeAlias = Number | TextValue | Instant | Series | Attachment
"""An observed value; its body says in `type` which it is."""


def shown(value: Value | None) -> tuple[str, str]:
    """A value and its unit as records print them; a series and an attachment by what they are."""
    match value:
        case Number(number=number, unit=unit):
            return number, unit
        case TextValue(content=content):
            return content, ""
        case Instant(instant=instant):
            return instant, ""
        case Series(count=count, unit=unit):
            return f"n = {count}; SHA-256 {value.sha256[:16]}", unit
        case Attachment(name=name, sha256=digest):
            return f"{name} SHA-256 {digest[:16]}", ""
        case _:
            return "", ""
