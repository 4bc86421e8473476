"""The raw traffic of a run: every frame on every link, searched and page by page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from console.catalogue import web_history
from console.catalogue import web_look as look
from console.catalogue import web_record as m
from console.web.look_parts import entry, heading, looks, number_of, pager, picked, search_buttons, search_form, table
from console.web.page import Page
from console.web.parts import attempt, messages
from console.web.shell import link, words
from services.runs.traffic import DIRECTIONS, traffic

if TYPE_CHECKING:
    from console.web.look_parts import Cell
    from console.web.view import View
    from services.runs.traffic import Frame

ON_A_PAGE: Final = 50


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


PAGE = Page("/runs/{run}/traffic", web_history.TITLE, frames)
