"""A question that lies over the page: its title, what stands in it, and its two buttons."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue import web_parts as m
from console.web.shell import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from console.web.view import View
    from metrology.text import Text


@contextmanager
def dialog(view: View, name: str, title: str, save: Text) -> Iterator[ui.dialog]:
    """A dialog that its buttons and the key Esc close; it is awaited: true where it was not cancelled.

    Args:
        view: Who looks.
        name: Of the title's element, and for tests.
        title: What it asks.
        save: What the first button does; the second cancels.
    """
    with ui.dialog().props(f'persistent aria-labelledby="{name}"') as made, ui.card().classes("sy-dialog") as card:
        words(title, "h2").props(f'id="{name}"')
        yield made
        with ui.element("div").classes("sy-buttons"):
            for text, look, answer in ((save, "sy-act", True), (m.CANCEL, "sy-choice", False)):
                button = words(view.say(text), "button").classes(look).props('type="button"')
                button.on("click", lambda _, answer=answer: made.submit(answer)).mark("save" if answer else "cancel")
    card.on("keydown.esc", lambda: made.submit(False))
