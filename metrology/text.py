"""A text that a person reads, in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """Chinese and English of one text, written once."""

    zh: str
    en: str

    def to_dict(self) -> dict[str, str]:
        """The form kept in the journal."""
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def same(cls, text: str) -> Text:
        """A text that needs no translation: a number, a symbol, a model."""
        return cls(text, text)


NO_TEXT = Text("", "")
