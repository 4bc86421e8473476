"""One table of the original record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procedures.text import Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the record.

    Attributes:
        name: Its name in both languages.
        heads: Heads of the columns.
        rows: Cells as texts, digits as received.
        numeric: Columns whose cells are numbers where they can be.
    """

    name: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


def both_languages(text: Text) -> str:
    """Both languages, once where they are the same."""
    return " ".join(dict.fromkeys(part for part in text if part))
