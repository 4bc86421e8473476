"""The raw traffic of a run: every frame on every link, searched and page by page; and the files of a run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response

from console.catalogue import web_history
from console.catalogue import web_look as look
from console.catalogue import web_record as m
from console.web.document_files import SHOWN, as_file
from console.web.look_parts import entry, heading, looks, number_of, pager, picked, search_buttons, search_form, table
from console.web.page import Page
from console.web.parts import attempt, messages
from console.web.shell import link, words
from records.errors import RecordsError
from services.recorded import file_of
from services.traffic import DIRECTIONS, traffic

if TYPE_CHECKING:
    from console.web.console import Console
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.traffic import Frame

ON_A_PAGE: Final = 50
UNKNOWN: Final = "application/octet-stream"
"""The medium of a file that a person named: what a browser would do with any other is not left to that name."""


async def frames(view: View) -> None:
    """The page."""
    looks()
    run = view.path["run"]
    heading(view, m.RAW_HEADING, run=run)
    link(f"/runs/{quote(run)}", view.say(m.BACK))
    asked = {name: value for name in ("role", "direction", "sought") if (value := view.query.get(name, ""))}
    page, address = number_of(view), f"/runs/{quote(run)}/traffic"
    at = {"offset": (page - 1) * ON_A_PAGE, "limit": ON_A_PAGE}
    found, wrong = await attempt(view, partial(traffic, view.console.store, run, **asked, **at))  # type: ignore[arg-type]
    messages(wrong)
    if found is None:
        return
    with search_form(address, view.say(m.RAW_FORM)):
        roles = {"": view.say(look.ALL), **{role: role for role in found.roles}}
        picked(view.say(m.ROLE), "role", asked.get("role", ""), roles)
        ways = {"": view.say(look.ALL), **{way: view.say(m.DIRECTIONS[way]) for way in DIRECTIONS}}
        picked(view.say(m.DIRECTION), "direction", asked.get("direction", ""), ways)
        entry(view.say(m.SOUGHT), "sought", asked.get("sought", ""))
        search_buttons(view, address)
    text = view.say(m.FRAMES, count=found.total) if found.total else view.say(m.NO_FRAMES)
    words(text, "p").props('role="status" data-mark="total"')
    if found.frames:
        rows = [_row(view, frame) for frame in found.frames]
        table([view.say(c) for c in m.FRAME_COLUMNS], rows, mark="frames", label=view.say(m.RAW))
        pager(view, address, asked, page, -(-found.total // ON_A_PAGE))


def _row(view: View, frame: Frame) -> list[Cell]:
    return [
        str(frame.number),
        frame.elapsed,
        frame.role,
        view.say(m.DIRECTIONS[frame.direction]),
        lambda: words(frame.text, "code").classes("sy-frame"),
        view.say(m.ENTRY, seq=frame.entry, address=frame.address),
    ]


def file_routes(console: Console) -> APIRouter:
    """The route ``/runs/RUN/files/SHA256``: a file that an entry of the run names, and no other.

    Args:
        console: The console.
    """
    router = APIRouter()

    @router.get("/runs/{run}/files/{sha256}", include_in_schema=False)
    def file(run: str, sha256: str) -> Response:
        try:
            found = file_of(console.store, run, sha256)
        except RecordsError:
            found = None
        if found is None:
            return PlainTextResponse("", 404)
        kept, content = found
        return as_file(kept.name, content, kept.media if kept.media in SHOWN else UNKNOWN)

    return router


PAGE = Page("/runs/{run}/traffic", web_history.TITLE, frames)
