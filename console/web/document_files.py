"""The documents of a run as files, and their pages as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from records.errors import RecordsError
from reports.errors import ReportError
from services.finished.printed import picture_of, printed

if TYPE_CHECKING:
    from console.web.console import Console
    from services.finished.printed import Printed

TYPES: Final = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


SHOWN: Final = ("image/jpeg", "image/png", "application/pdf")
"""Media that a browser shows; any other is handed over as a file."""


def as_file(name: str, content: bytes, media: str) -> Response:
    """An answer that is a file: shown where a browser can, else kept by it under its name."""
    way = "inline" if media in SHOWN else "attachment"
    headers = {"Content-Disposition": f"{way}; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media, headers=headers)


def document_routes(console: Console) -> APIRouter:
    """The routes ``/documents/RUN/FILE`` and ``/documents/RUN/FILE/page/N``.

    Args:
        console: The console.
    """
    router = APIRouter()

    @router.get("/documents/{run}/{name}", include_in_schema=False)
    def file(run: str, name: str) -> Response:
        found = _named(console.store, run, name)
        if found is None:
            return PlainTextResponse("", 404)
        return as_file(found.name, found.content, TYPES[name.rpartition(".")[2]])

    @router.get("/documents/{run}/{name}/page/{page}", include_in_schema=False)
    def sheet(run: str, name: str, page: int) -> Response:
        found = _named(console.store, run, name)
        picture = picture_of(found.content, page) if found is not None and found.is_pdf else None
        return Response(picture, media_type="image/png") if picture is not None else PlainTextResponse("", 404)

    return router


def _named(url: str, run: str, name: str) -> Printed | None:
    """The document of a run with this name, and no other file."""
    try:
        return next((file for file in printed(url, run) if file.name == name), None)
    except (RecordsError, ReportError):
        return None
