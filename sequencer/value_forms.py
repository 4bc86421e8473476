"""The forms that an observed value has: how each is read, kept, recalled and entered by a person.

What a procedure gets back is what the journal holds, never more: a replay has no instrument and no file.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from drivers.roles import AnyReading, InstantReading, Reading, TextReading
from inputs.digits import full_width, numeral
from metrology.exact import plain
from metrology.units import convert
from records.entries import Attachment, Instant, Number, TextValue
from sequencer.not_an_answer import NotAnAnswer

if TYPE_CHECKING:
    from pathlib import Path

    from records.entries import Value

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Archived:
    """A file that a run of the same store keeps already."""

    text: str
    value: Attachment


class Form(Protocol):
    """A form of observed values."""

    reading: ClassVar[type]
    """What a role method returns that reads such a value."""
    kept: ClassVar[type]
    """The type that the journal keeps it in."""

    def ideal(self, expect: Any) -> AnyReading | Archived:
        """What an ideal instrument gives, for plans."""
        ...

    def entered(self, text: str, folder: Path | None) -> AnyReading:
        """What a person wrote; files are looked for in `folder`, by their names.

        Raises:
            NotAnAnswer: It is none of this form.
        """
        ...

    def value(self, reading: Any) -> Value:
        """What the journal keeps.

        Raises:
            ValueError, BadFile: It cannot be kept.
        """
        ...

    def recalled(self, text: str, value: Any, trail: tuple[str, ...]) -> AnyReading | Archived:
        """The reading that gave a value of the journal."""
        ...

    def returned(self, value: Any) -> Any:
        """What a procedure gets."""
        ...


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A number with its unit.

    Attributes:
        unit: Unit in which it is judged.
    """

    unit: str
    reading: ClassVar[type] = Reading
    kept: ClassVar[type] = Number

    def ideal(self, expect: Any) -> Reading:
        """The expected number, else zero."""
        value = expect if expect is not None else Decimal(0)
        return Reading(plain(value), value, self.unit)

    def entered(self, text: str, folder: Path | None) -> Reading:
        """A number as keyboards in China write it; the text is kept as it was written."""
        del folder
        plainly = numeral(text)
        if plainly is None:
            raise NotAnAnswer(
                f"{text!r} 不是数（请写如 2500 或 -0.5，小数点用“.”）",
                f"{text!r} is not a number (write e.g. 2500 or -0.5, a point as decimal sign)",
            )
        return Reading(text, Decimal(plainly), self.unit)

    def value(self, reading: Reading) -> Number:
        """The number in the unit of judgement."""
        same = reading.unit == self.unit
        return Number(
            number=plain(reading.value if same else convert(reading.value, reading.unit, self.unit)), unit=self.unit
        )

    def recalled(self, text: str, value: Number, trail: tuple[str, ...]) -> Reading:
        """The reading."""
        return Reading(text, Decimal(value.number), value.unit, trail)

    def returned(self, value: Number) -> Decimal:
        """The number."""
        return Decimal(value.number)


@dataclass(frozen=True, slots=True)
class TextForm:
    """A line of text."""

    reading: ClassVar[type] = TextReading
    kept: ClassVar[type] = TextValue

    def ideal(self, expect: Any) -> TextReading:
        """The expected text."""
        return TextReading(str(expect or ""))

    def entered(self, text: str, folder: Path | None) -> TextReading:
        """Whatever a person wrote, in one line."""
        del folder
        if not text.strip():
            raise NotAnAnswer("内容为空", "nothing was written")
        if len(text.splitlines()) > 1:
            raise NotAnAnswer("只能写一行", "write one line")
        return TextReading(text)

    def value(self, reading: TextReading) -> TextValue:
        """The text without blanks around it; what no document can show stands as its code."""
        line = " ".join(reading.text.split())
        return TextValue(content="".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line))

    def recalled(self, text: str, value: TextValue, trail: tuple[str, ...]) -> TextReading:
        """The text."""
        del text, trail
        return TextReading(value.content)

    def returned(self, value: TextValue) -> str:
        """The text."""
        return value.content


@dataclass(frozen=True, slots=True)
class InstantForm:
    """What a clock shows."""

    reading: ClassVar[type] = InstantReading
    kept: ClassVar[type] = Instant

    def ideal(self, expect: Any) -> InstantReading:
        """The expected moment."""
        return InstantReading(expect.isoformat(), expect)

    def entered(self, text: str, folder: Path | None) -> InstantReading:
        """Date and time of day as ISO 8601 writes them, a blank for the T allowed."""
        del folder
        found = full_width(text.strip())
        with suppress(ValueError):
            if _INSTANT.fullmatch(found):
                return InstantReading(text, datetime.fromisoformat(found))
        raise NotAnAnswer(
            f"{text!r} 不是时刻（请写如 2026-11-29 08:30:15）",
            f"{text!r} is no moment (write e.g. 2026-11-29 08:30:15)",
        )

    def value(self, reading: InstantReading) -> Instant:
        """The moment."""
        return Instant(instant=reading.instant.isoformat())

    def recalled(self, text: str, value: Instant, trail: tuple[str, ...]) -> InstantReading:
        """The moment."""
        del trail
        return InstantReading(text, datetime.fromisoformat(value.instant))

    def returned(self, value: Instant) -> datetime:
        """The moment."""
        return datetime.fromisoformat(value.instant)
