"""What a person notes or corrects while a run goes on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from records.entries.fields import Count, Entry, Key
from records.entries.people import Person  # noqa: TC001  msgspec needs it
from records.entries.values import LONGEST_TEXT, Attachment

Words = Annotated[str, Meta(max_length=LONGEST_TEXT)]


class Remark(Entry, frozen=True, kw_only=True):
    """Something that a person noted beside the readings, with a photograph or without; no conclusion rests on it.

    Attributes:
        about: Address of the reading, or key of the item, that it concerns; empty for the whole run.
        text: Their words; empty where the photograph says it.
        value: The photograph; its bytes lie beside the journal.
        by: Who noted it.
    """

    entry_kind: ClassVar[str] = "remark"

    about: Key = ""
    text: Words = ""
    value: Attachment | None = None
    by: Person


class Correction(Entry, frozen=True, kw_only=True):
    """A person withdraws their own entry at this address before its item closes; the next one at the address counts.

    What was concluded of the item after the old entry no longer counts, and is concluded once more.

    Attributes:
        entry, hash: The old entry.
        old, new: What it says, and what it should have said, as a person writes it.
        why: The reason.
        by: Who corrects it.
    """

    entry_kind: ClassVar[str] = "correction"

    entry: Count
    hash: str
    old: str
    new: str
    why: Words
    by: Person
