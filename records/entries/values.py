"""What an observation can be: a number, a text, an instant, a series, an attachment."""

from __future__ import annotations

import base64
import zlib
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

from msgspec import Meta

from metrology.exact import plain
from records.entries.fields import Count, Numeral, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NUMBERS = 1_000_000
"""Longest series: that many numbers take some 10 MB while they are unpacked."""
_SHA256 = r"^[0-9a-f]{64}$"


class Number(Part, frozen=True, kw_only=True, tag_field="type", tag="number"):
    """A number with its unit; the digits are those received, or converted exactly."""

    number: Numeral
    unit: str


class TextValue(Part, frozen=True, kw_only=True, tag_field="type", tag="text"):
    """A text that an instrument or a person gave: a serial number, a software version, the number of a seal."""

    content: str


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
    """Numbers of one unit at equal steps: pulses in every second, a waveform, many points of one reading.

    Attributes:
        unit: Unit of the numbers.
        start, step, step_unit: The first place of the series, and the distance to each next one.
        count: How many numbers there are.
        packed: The numbers as text with blanks between, zlib, base64.
    """

    unit: str
    start: Numeral
    step: Numeral
    step_unit: str
    count: Annotated[int, Meta(ge=0, le=MOST_NUMBERS)]
    packed: str

    @classmethod
    def of(cls, numbers: Sequence[Decimal], unit: str, *, start: Decimal, step: Decimal, step_unit: str) -> Series:
        """Pack numbers with all their digits."""
        text = " ".join(plain(number) for number in numbers)
        packed = base64.b64encode(zlib.compress(text.encode(), 6)).decode()
        return cls(
            unit=unit, start=plain(start), step=plain(step), step_unit=step_unit, count=len(numbers), packed=packed
        )

    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers, in order.

        Raises:
            ValueError: They are not what was packed.
        """
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(base64.b64decode(self.packed), 40 * MOST_NUMBERS).decode()
        found = tuple(Decimal(number) for number in text.split())
        if unpacker.unconsumed_tail or len(found) != self.count:
            raise ValueError(f"a series of {self.count} numbers holds {len(found)}")
        return found


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
        case Series(count=count, unit=unit, start=start, step=step, step_unit=step_unit):
            return f"n = {count}; {start} + k × {step} {step_unit}", unit
        case Attachment(name=name, sha256=digest):
            return f"{name} SHA-256 {digest[:16]}", ""
        case _:
            return "", ""
