"""Whether a cover is short enough to fit on its page at full size, which need not be measured then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.numerals import width

if TYPE_CHECKING:
    from reports.content.common import Json

MOST_FIELDS, MOST_LINES, MOST_ATTENTION = 8, 14, 5
"""Fields, their lines and those of the note on the cover that fit on the page; a test sets such a cover."""
LINE, SMALL_LINE, WIDE_LINE = 50, 64, 90
"""Half-width characters that fit on a line of a value, on one of its English, and on one across the page."""


def is_brief(cover: Json) -> bool:
    """Whether the cover surely fits on the page.

    Args:
        cover: Its content, the note on it included.
    """
    more = cover["listed"] or any(cover["remark"].values())
    fields, note = cover["fields"], cover["attention"]
    lines = sum(_lines(f["zh"], LINE) + _lines(f["en"], SMALL_LINE) for f in fields)
    across = _lines(note["zh"], WIDE_LINE) + _lines(note["en"], WIDE_LINE)
    return not more and len(fields) <= MOST_FIELDS and lines <= MOST_LINES and across <= MOST_ATTENTION


def _lines(text: str, most: int) -> int:
    return -(-width(text) // most)
