"""Parts of the pages for looking things up: tables, search forms, pages of a list, outcomes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import urlencode

from nicegui import ui

from console.catalogue import web_look as m
from console.catalogue import web_parts
from console.web.parts import attempt, filled_later, messages, outcome_words
from console.web.shell import link, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from nicegui.element import Element

    from console.web.view import View
    from metrology.text import Text

    Cell = str | Callable[[], object]

Found = TypeVar("Found")


def looks() -> None:
    """Load the looks of these pages."""
    for name in ("work", "look"):
        ui.add_head_html(f'<link rel="stylesheet" href="/assets/{name}.css">')


def looked_up(view: View, find: Callable[[], Found], draw: Callable[[View, Found], None]) -> None:
    """A part of a page that is looked up after the page is shown; until then "looking it up" stands there.

    Args:
        view: Who looks.
        find: Looks it up, beside the page.
        draw: Draws what was found.
    """
    body = ui.element("div")
    with body:
        words(view.say(web_parts.LOOKING), "p").props('role="status"')

    async def fill() -> None:
        found, wrong = await attempt(view, find)
        body.clear()
        with body:
            messages(wrong)
            if not wrong:
                draw(view, cast("Found", found))

    filled_later(body, fill)


def page_looked_up(
    view: View, title: Text, find: Callable[[], Found], draw: Callable[[View, Found], None], **said: str
) -> None:
    """A page of this kind: its looks, its heading at once, the rest as soon as it is looked up.

    Args:
        view: Who looks.
        title: Its heading.
        find: Looks up what it shows, beside the page.
        draw: Draws what was found.
        said: Fields of the heading.
    """
    looks()
    heading(view, title, **said)
    looked_up(view, find, draw)


def heading(view: View, text: Text, **said: str) -> None:
    """The heading of a page, which is the title of its window too."""
    ui.page_title(f"{view.say(text, **said)} · Steelyard")
    words(view.say(text, **said), "h1")


def table(titles: Sequence[str], rows: Iterable[Sequence[Cell]], *, mark: str = "", label: str = "") -> None:
    """A table; on a narrow screen each cell stands under its title.

    Args:
        titles: Titles of the columns.
        rows: Cells, each a text or what draws it.
        mark: Name for tests.
        label: What it is called for who does not see it.
    """
    with ui.element("div").classes("sy-scroll"), ui.element("table").classes("sy-table sy-titled") as drawn:
        if mark:
            drawn.props["data-mark"] = mark
        if label:
            drawn.props["aria-label"] = label
        with ui.element("thead"), ui.element("tr"):
            for title in titles:
                words(title, "th").props('scope="col"')
        with ui.element("tbody"):
            for row in rows:
                with ui.element("tr"):
                    for title, cell in zip(titles, row, strict=True):
                        _cell(title, cell)


def _cell(title: str, cell: Cell) -> None:
    if callable(cell):
        with ui.element("td") as drawn:
            cell()
    else:
        drawn = words(cell, "td")
    drawn.props["data-title"] = title


def kept(text: str) -> None:
    """A text that is not broken into lines, such as a day."""
    words(text).classes("sy-kept")


def facts(pairs: Iterable[tuple[str, Cell]], mark: str = "") -> None:
    """Names with their values."""
    with ui.element("dl").classes("sy-facts") as drawn:
        if mark:
            drawn.props["data-mark"] = mark
        for name, value in pairs:
            words(name, "dt")
            if callable(value):
                with ui.element("dd"):
                    value()
            else:
                words(value, "dd")


def folded(head: Cell, fill: Callable[[], object], *, mark: str = "", open_: bool = False) -> None:
    """A part that opens; it is filled when it is opened first, since a record may have thousands of lines.

    Args:
        head: What stands there while it is closed.
        fill: Draws what is inside.
        mark: Name for tests.
        open_: Whether it is open at first.
    """
    with ui.element("details") as details:
        details.props["open"] = open_
        if mark:
            details.props["data-mark"] = mark
        with ui.element("summary"):
            words(head) if isinstance(head, str) else head()
        body = ui.element("div")
    filled: list[bool] = []

    def once() -> None:
        if not filled:
            filled.append(True)
            with body:
                fill()

    if open_:
        once()
    details.on("toggle", once)


def entry(label: str, name: str, value: str, kind: str = "text") -> None:
    """A field of a search."""
    with ui.element("label").classes("sy-search-field"):
        words(label)
        field = ui.element("input")
        field.props.update({"type": kind, "name": name, "^value": value, "maxlength": "100", "autocomplete": "off"})


def picked(label: str, name: str, value: str, options: Mapping[str, str]) -> None:
    """A list of a search."""
    with ui.element("label").classes("sy-search-field"):
        words(label)
        with ui.element("select") as field:
            field.props["name"] = name
            for key, text in options.items():
                option = words(text, "option")
                option.props["value"] = key
                if key == value:
                    option.props["selected"] = True


def search_form(address: str, label: str) -> Element:
    """A form whose fields come back in the address of a page; fill it, and end with `search_buttons`."""
    found = ui.element("form").classes("sy-search")
    found.props.update({"method": "get", "action": address, "role": "search", "aria-label": label})
    return found


def search_buttons(view: View, address: str) -> None:
    """The buttons of a search form."""
    with ui.element("div").classes("sy-search-buttons"):
        words(view.say(m.SEARCH), "button").classes("sy-button sy-first").props('type="submit"')
        link(address, view.say(m.CLEAR))


def pager(view: View, address: str, asked: Mapping[str, str], page: int, pages: int) -> None:
    """Which page of a list is shown, and the way to the one before and after it.

    Args:
        view: Who looks.
        address: The page.
        asked: What it was asked for.
        page: Number of the part that is shown, from 1.
        pages: How many there are.
    """
    if pages < 2:
        return
    with ui.element("nav").classes("sy-pager") as drawn:
        drawn.props["aria-label"] = view.say(m.PAGES)
        for number, text in ((page - 1, m.BEFORE), (None, m.PAGE), (page + 1, m.AFTER)):
            if number is None:
                words(view.say(text, page=page, pages=pages)).props('aria-current="page"')
            elif 1 <= number <= pages:
                link(f"{address}?{urlencode({**asked, 'page': number})}", view.say(text))


def number_of(view: View, name: str = "page") -> int:
    """A number from the address, at least 1."""
    given = view.query.get(name, "")
    return max(1, int(given)) if given.isascii() and given.isdecimal() and len(given) < 8 else 1


def outcome_shown(view: View, outcome: str, kind: str = "") -> None:
    """An outcome in the words of a kind of work, or what stands in its place: a sign, a word and a colour."""
    if outcome in m.STATES:
        words(view.say(m.STATES[outcome])).classes("sy-outcome " + ("sy-bad" if outcome == "missing" else "sy-open"))
    else:
        outcome_words(view, outcome, kind)


def local(time: str) -> str:
    """A time of the journal as a clock on the wall shows it."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S") if time else ""
