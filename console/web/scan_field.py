"""The scan field: a scanner types a code and ends it with Enter, a person types a serial number, a camera takes a picture."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_scan as m
from console.web.parts import attempt, messages
from console.web.shell import words
from services.starting.picture import MOST_BYTES, codes_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from nicegui.events import UploadEventArguments

    from console.web.view import View

ENTERED = """(e) => { if (e.isComposing) return; const text = e.target.value; e.target.value = ''; emit(text); }"""
"""The field is emptied in the browser at once, so that the next code of a fast scanner is not mixed with this one."""

FOCUS = "document.getElementById('scan')?.focus({ preventScroll: true })"
"""Without a move of the page: what stands above the field, such as a verdict, is what is to be seen first."""


def scan_field(view: View, label: str, entered: Callable[[str], Awaitable[None]]) -> None:
    """Draw the scan field; it has the focus, and gets it back whenever something is typed elsewhere on the page.

    Args:
        view: Who looks.
        label: What is scanned or typed here.
        entered: Called with each code, one after another; with an empty text where Enter alone was pressed.
    """
    turn = Lock()

    async def one(code: str) -> None:
        async with turn:
            await entered(code)

    with ui.element("div").classes("sy-scan"):
        words(label, "label").props('for="scan"')
        field = ui.element("input").props(
            'id="scan" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go"'
        )
        field.on("keydown.enter", lambda event: one(str(event.args or "")), js_handler=ENTERED)
        _camera(view, one)
    ui.run_javascript(FOCUS)


def _camera(view: View, entered: Callable[[str], Awaitable[None]]) -> None:
    """A photograph in place of a scanner: a phone or tablet opens its camera."""
    told = ui.element("div")

    async def taken(event: UploadEventArguments) -> None:
        content = await event.file.read()
        codes, reasons = await attempt(view, lambda: codes_in(content))
        told.clear()
        with told:
            messages(reasons)
        for code in codes or ():
            await entered(code)
        upload.reset()

    upload = ui.upload(on_upload=taken, max_file_size=MOST_BYTES, auto_upload=True).classes("sy-hidden")
    upload.props('accept="image/*" capture="environment"')
    words(view.say(m.PHOTOGRAPH), "button").classes("sy-button").props('type="button"').on(
        "click", lambda: upload.run_method("pickFiles")
    )
