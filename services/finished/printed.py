"""The documents of a run as they will be printed, for a page that shows them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from records.store import Store
from reports.pdfium import opened_pdf
from services.documents import write_all

if TYPE_CHECKING:
    from collections.abc import Sequence

REMEMBERED = 8
"""Runs whose documents are kept in memory; some 1 MB each."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One document.

    Attributes:
        name: Name of its file.
        content: Its bytes.
    """

    name: str
    content: bytes

    @property
    def is_pdf(self) -> bool:
        """Whether a browser shows it."""
        return self.name.endswith(".pdf")


def printed(url: str, run: str) -> Sequence[Printed]:
    """The documents of a run, the legal one first.

    Args:
        url: The store.
        run: The run, whole or the beginning of its name.

    Raises:
        UnknownRun: There is none.
        RecordsError, ReportError: It can have no documents.
    """
    store = Store(url, read_only=True)
    try:
        name, state = store.find(run), len(store.ledger())
    finally:
        store.close()
    return _printed(url, name, state)


@lru_cache(maxsize=REMEMBERED)
def _printed(url: str, run: str, state: int) -> tuple[Printed, ...]:
    """The same, made once while nothing in the store's ledger changes: a document can be cancelled or numbered later."""
    del state
    with tempfile.TemporaryDirectory() as folder:
        made = next(iter(write_all(url, [run], Path(folder))))
        return tuple(Printed(path.name, path.read_bytes()) for path in made.files)


def pages_of(pdf: bytes) -> int:
    """How many pages a document has."""
    with opened_pdf(pdf) as document:
        return len(document)


def picture_of(pdf: bytes, page: int, scale: float = 1.6) -> bytes | None:
    """One page of a document as a picture (PNG), as it will be printed; None where it has no such page.

    Args:
        pdf: The document.
        page: Number of the page, from 1.
        scale: Dots for each point of 1/72 inch.
    """
    with opened_pdf(pdf) as document:
        if not 0 < page <= len(document):
            return None
        out = BytesIO()
        document[page - 1].render(scale=scale).to_pil().save(out, "PNG")
        return out.getvalue()
