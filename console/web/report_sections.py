"""The sections of a report on a page: tables, plots, pictures and notes, as its PDF has them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui

from console.catalogue.web_energy import PICTURE
from console.web.look_parts import outcome_shown, table
from console.web.shell import words
from metrology.decision import Outcome
from metrology.text import Text
from procedures.campaigns.judgement import Note, Picture, Plot, Table
from reports.plots import plot_svg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from console.web.look_parts import Cell
    from console.web.view import View
    from procedures.campaigns.judgement import Section


def sections_shown(view: View, sections: Iterable[Section]) -> None:
    """Draw sections, each under its title."""
    for part in sections:
        words(view.say(part.title), "h3")
        if isinstance(part, Table):
            _table(view, part)
        elif isinstance(part, Plot):
            drawn(view, part.title, plot_svg(part, view.language.value))
        elif isinstance(part, Picture):
            drawn(view, part.title, part.draw(view.language.value))
        else:
            _note(view, part)


def drawn(view: View, title: Text, picture: str) -> None:
    """A picture (SVG); on a narrow screen it is moved under a finger, so that its texts can be read."""
    with ui.element("div").classes("sy-scroll sy-wide-picture") as place:
        place.props["tabindex"], place.props["role"] = "0", "group"
        place.props["aria-label"] = view.say(PICTURE, title=view.say(title))
        ui.html(picture, sanitize=False)


def _table(view: View, part: Table) -> None:
    rows = [[_cell(view, cell) for cell in row] for row in part.rows]
    table([view.say(head) for head in part.heads], rows, label=view.say(part.title))


def _cell(view: View, cell: str | Text | Outcome) -> Cell:
    if isinstance(cell, Outcome):
        return partial(outcome_shown, view, str(cell))
    return view.say(cell) if isinstance(cell, Text) else cell


def _note(view: View, part: Note) -> None:
    with ui.element("ul").classes("sy-small"):
        for text in part.texts:
            words(view.say(text), "li")
