"""The frame of every page: laboratory, person, navigation, language, size of type."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from console.catalogue import web_shell as m
from console.language import Language
from console.web.session_bar import choices, watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from console.web.page import Page
    from console.web.view import View

HTML_LANGUAGE = {Language.ZH: "zh-CN", Language.EN: "en"}


@contextmanager
def framed(page: Page, view: View, pages: Sequence[Page], address: str) -> Iterator[None]:
    """Draw the frame; what is built inside stands in the main part of the page.

    Args:
        page: The page.
        view: Who looks at it.
        pages: What the navigation names.
        address: Address of this page, to come back to after a choice of language.
    """
    ui.page_title(f"{view.say(page.title)} · Steelyard")
    ui.add_head_html('<link rel="stylesheet" href="/assets/console.css">')
    large = "document.documentElement.classList.add('large');" if view.large else ""
    ui.add_head_html(f"<script>document.documentElement.lang='{HTML_LANGUAGE[view.language]}';{large}</script>")
    ui.query(".nicegui-content").classes("sy-content")
    link("#main", view.say(m.SKIP)).classes("sy-skip")
    with ui.element("header").classes("sy-header"):
        with ui.element("div").classes("sy-name"):
            words(view.say(view.console.name)).classes("sy-laboratory")
            words(view.user.name or view.say(m.NOBODY)).classes("sy-user").mark("user")
        with ui.element("nav").classes("sy-nav").props(f'aria-label="{view.say(m.NAVIGATION)}"'):
            for other in (p for p in pages if p.entry and (p.needs is None or view.user.may(p.needs))):
                found = link(other.entry, view.say(other.title))
                if other.title == page.title:
                    found.props('aria-current="page"')
        with ui.element("div").classes("sy-choices"):
            other_language = Language.EN if view.language is Language.ZH else Language.ZH
            link(_with(view, address, lang=other_language), m.LANGUAGE_NAMES[other_language]).props(
                f'lang="{HTML_LANGUAGE[other_language]}"'
            )
            size, title = ("normal", m.NORMAL_TYPE) if view.large else ("large", m.LARGE_TYPE)
            link(_with(view, address, type=size), view.say(title))
            choices(view)
    watch(view)
    with ui.element("div").classes("sy-main").props('id="main" tabindex="-1"'):
        yield


def _with(view: View, address: str, **choice: str) -> str:
    """This page with a choice, and with everything that it was asked for."""
    return f"{address}?{urlencode({**view.query, **choice})}"


def words(text: str, tag: str = "span") -> TextElement:
    """An element that holds a text and nothing else; the text is never read as HTML."""
    return TextElement(tag=tag, text=text)


def link(target: str, text: str) -> ui.link:
    """A link within the console."""
    return ui.link(text, target).classes("sy-link")
