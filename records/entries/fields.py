"""What every type of entry is made of: frozen, strict, and canonical in both directions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StrictInt,
)

from metrology.exact import plain
from metrology.text import Text

_NUMERAL = re.compile(r"-?[0-9]+(\.[0-9]+)?|-?Infinity")


def _text(value: Any) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, Mapping) and value.keys() == {"zh", "en"}:
        zh, en = value["zh"], value["en"]
        if isinstance(zh, str) and isinstance(en, str):
            return Text(zh, en)
    raise ValueError(f'must be {{"zh": text, "en": text}}, not {str(value)[:60]!r}')


def _numeral(value: Any) -> str:
    text = plain(value) if isinstance(value, Decimal) else value
    if not isinstance(text, str) or not _NUMERAL.fullmatch(text):
        raise ValueError(f"must be a decimal number as text, not {str(value)[:60]!r}")
    return text


def _numeral_or_nothing(value: Any) -> str:
    return "" if value in ("", None) else _numeral(value)


def _key(value: str) -> str:
    if not value.isascii():
        raise ValueError(f"must be ASCII, not {value[:60]!r}")
    return value


Words = Annotated[Text, PlainValidator(_text), PlainSerializer(Text.to_dict)]
"""A text in both languages."""
Numeral = Annotated[str, PlainValidator(_numeral)]
"""A decimal number as text, so that no digit is lost; made from a `Decimal` or from such a text."""
MaybeNumeral = Annotated[str, PlainValidator(_numeral_or_nothing)]
"""A `Numeral`, or an empty text where there is no number; made from None too."""
Key = Annotated[str, AfterValidator(_key)]
"""A name that programs compare: ASCII."""
Flag = StrictBool
Count = Annotated[StrictInt, Field(ge=0)]


class Part(BaseModel):
    """A part of an entry.

    A field with a default is left out of the body where it has that value, so that an entry has only one body. Any
    other field must be there, and no field may be there that the type does not have.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Entry(Part):
    """The body of an entry of a journal.

    Attributes:
        entry_kind: The kind that the journal gives such an entry.
        derived: Whether it follows from the other entries, so that a replay compares it.
    """

    entry_kind: ClassVar[str]
    derived: ClassVar[bool] = False

    def body(self) -> dict[str, Any]:
        """The body as the journal keeps it: texts, whole numbers, lists and objects."""
        return self.model_dump(by_alias=True, exclude_defaults=True)


class Witnessed(Entry):
    """An entry about the outside world.

    Attributes:
        traffic: Every byte on every link since the entry before, packed (`sequencer.wire_log`).
    """

    traffic: str = ""
