"""The files of a run: its documents, their pages as pictures, and what its entries name."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from records.errors import RecordsError
from reports.errors import ReportError
from services.finished.printed import picture_of, printed
from services.recorded import file_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.console import Console
    from services.finished.printed import Printed

TYPES: Final = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHOWN: Final = ("image/jpeg", "image/png", "application/pdf")
"""Media that a browser shows; any other is handed over as a file."""
UNKNOWN: Final = "application/octet-stream"
"""The medium of a file that a person named: what a browser would do with any other is not left to that name."""
T = TypeVar("T")


def as_file(name: str, content: bytes, media: str) -> Response:
    """An answer that is a file: shown where a browser can, else kept by it under its name."""
    way = "inline" if media in SHOWN else "attachment"
    headers = {"Content-Disposition": f"{way}; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media, headers=headers)


def file_routes(console: Console) -> APIRouter:
    """The routes ``/documents/RUN/FILE`` with ``…/page/N``, and ``/runs/RUN/files/SHA256`` of what an entry names.

    Args:
        console: The console.
    """
    router = APIRouter()

    @router.get("/documents/{run}/{name}", include_in_schema=False)
    def document(run: str, name: str) -> Response:
        found = _there(_document, console.store, run, name)
        return as_file(found.name, found.content, TYPES[name.rpartition(".")[2]])

    @router.get("/documents/{run}/{name}/page/{page}", include_in_schema=False)
    def sheet(run: str, name: str, page: int) -> Response:
        found = _there(_document, console.store, run, name)
        picture = picture_of(found.content, page) if found.is_pdf else None
        if picture is None:
            raise HTTPException(404)
        return Response(picture, media_type="image/png")

    @router.get("/runs/{run}/files/{sha256}", include_in_schema=False)
    def file(run: str, sha256: str) -> Response:
        kept, content = _there(file_of, console.store, run, sha256)
        return as_file(kept.name, content, kept.media if kept.media in SHOWN else UNKNOWN)

    return router


def _there(find: Callable[[str, str, str], T | None], url: str, run: str, name: str) -> T:
    """What a run has under a name, and nothing else.

    Raises:
        HTTPException: There is no such thing.
    """
    with suppress(RecordsError, ReportError):
        if (found := find(url, run, name)) is not None:
            return found
    raise HTTPException(404)


def _document(url: str, run: str, name: str) -> Printed | None:
    return next((file for file in printed(url, run) if file.name == name), None)
