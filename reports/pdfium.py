"""PDF read and drawn by PDFium, one thread at a time: two threads within it end the whole process."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_turn = RLock()


@contextmanager
def opened_pdf(content: bytes) -> Iterator[Any]:
    """A document of pypdfium2, closed at the end; nothing of it is used afterwards.

    Raises:
        PdfiumError: It cannot be read.
    """
    import pypdfium2

    with _turn:
        document: Any = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
        try:
            yield document
        finally:
            document.close()
