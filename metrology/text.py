"""A text that a person reads, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


class Text(Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Chinese and English of one text, written once."""

    zh: str
    en: str

    def __str__(self) -> str:
        """English, as in journals and logs."""
        return self.en

    def __iter__(self) -> Iterator[str]:
        """Chinese first, then English."""
        return iter((self.zh, self.en))

    def to_dict(self) -> dict[str, str]:
        """The form kept in the journal."""
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def of(cls, text: str) -> Text:
        """A text written ``中文 | English``; one language alone stands for both.

        >>> Text.of("示值误差 | Error").en
        'Error'
        """
        zh, _, en = text.partition(" | ")
        return cls(zh, en or zh)

    @classmethod
    def same(cls, text: str) -> Text:
        """A text that needs no translation: a number, a symbol, a model."""
        return cls(text, text)


NO_TEXT = Text("", "")
