"""What a finished PDF really says: marks, number and conclusion are read back before a document leaves the program."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reports.errors import TemplateFault
from reports.pdfium import opened_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = re.compile(r"\s+")


def page_texts(pdf: bytes) -> list[str]:
    """Text of each page, without white space."""
    return list(_page_texts(pdf))


@lru_cache(maxsize=2)
def _page_texts(pdf: bytes) -> tuple[str, ...]:
    """Kept for the checks of one document: marks, and the same figures as the digital certificate."""
    with opened_pdf(pdf) as document:
        return tuple(_SPACE.sub("", page.get_textpage().get_text_range()) for page in document)


def confirm(pdf: bytes, *, first: Sequence[str], every: Sequence[str], name: str) -> None:
    """Hold a PDF against what it must say.

    Args:
        pdf: The document.
        first: Texts that the first page must show.
        every: Texts that every page must show.
        name: Name of the document, for the message.

    Raises:
        TemplateFault: A text is missing; the document is not handed out.
    """
    pages = page_texts(pdf)
    for number, page in enumerate(pages, 1):
        wanted = [*every, *(first if number == 1 else ())]
        missing = [text for text in wanted if _SPACE.sub("", text) not in page]
        if missing:
            raise TemplateFault(f"{name}, page {number}: does not show {missing[0]!r}; no document is written")
