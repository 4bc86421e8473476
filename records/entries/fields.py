"""What every type of entry is made of: frozen, strict, and with one body only."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct, json

from records.written import Written

Numeral = Annotated[str, Meta(pattern=r"^(-?[0-9]+(\.[0-9]+)?)$")]
"""A decimal number as text, as `metrology.exact.plain` writes it, so that no digit is lost."""
MaybeNumeral = Annotated[str, Meta(pattern=r"^(-?[0-9]+(\.[0-9]+)?)?$")]
"""A `Numeral`, or an empty text where there is no number."""
Key = Annotated[str, Meta(pattern=r"^[\x20-\x7e]*$")]
"""A name that programs compare: ASCII."""
Count = Annotated[int, Meta(ge=0)]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of an entry.

    A field with a default is left out of the body where it has that value, so that an entry has only one body. Any
    other field must be there, and no field may be there that the type does not have.
    """


class Entry(Part, frozen=True, kw_only=True):
    """The body of an entry of a journal.

    Attributes:
        entry_kind: The kind that the journal gives such an entry.
        derived: Whether it follows from the other entries, so that a replay compares it.
        exact: Whether its fields hold nothing but texts, whole numbers, and keys in ASCII. What a regulation's author
            describes freely is looked through when it is encoded.
    """

    entry_kind: ClassVar[str]
    derived: ClassVar[bool] = False
    exact: ClassVar[bool] = True

    def body(self) -> dict[str, Any]:
        """The body as the journal keeps it: texts, whole numbers, lists and objects, just as they are read back."""
        text = json.encode(self, order="sorted")
        body: dict[str, Any] = json.decode(text)
        return Written(body, text) if self.exact else body


class Witnessed(Entry, frozen=True, kw_only=True):
    """An entry about the outside world.

    Attributes:
        traffic: Every byte on every link since the entry before, packed (`sequencer.wire_log`).
    """

    traffic: str = ""
