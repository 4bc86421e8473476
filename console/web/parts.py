"""Parts that several pages are made of: buttons with a key, messages, choices, outcomes in words and a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from nicegui import background_tasks, ui
from nicegui import run as background

from console.catalogue import web_parts as m
from console.web.shell import words
from procedures.findings import outcome_in
from services.failures import failure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from nicegui.element import Element
    from nicegui.elements.mixins.text_element import TextElement

    from console.web.view import View
    from metrology.text import Text

T = TypeVar("T")
SIGN = {"conform": "✓", "not_conform": "✗", "undecided": "?", "invalid": "∅", "incomplete": "…", "not_applicable": "–"}
"""A sign beside each outcome, since colour alone says nothing to some."""
LOOK = {"conform": "good", "not_conform": "bad"}


def styled() -> None:
    """Load the looks of the parts and their keys; called before a page waits for anything.

    A page that takes longer than three seconds is sent before it is complete, and a script that is added to it then is
    not executed.
    """
    ui.add_head_html('<link rel="stylesheet" href="/assets/work.css"><script src="/assets/scan.js"></script>')


def button(
    text: str,
    press: Callable[[], Awaitable[None] | None],
    *,
    key: str = "",
    main: bool = False,
    mark: str = "",
    asks: bool = False,
) -> TextElement:
    """A button; a key such as ``F4`` presses it too, and is named on it.

    Args:
        text: What it does.
        press: Called when it is pressed.
        key: The key.
        main: Whether it is what the page is for.
        mark: Name for tests.
        asks: Whether it may ask for the password: what is typed until that is asked goes nowhere.
    """
    made = words(f"{text}  ({key})" if key else text, "button").classes("sy-button sy-first" if main else "sy-button")
    made.props('type="button"' + (f' data-key="{key}"' if key and key != "Enter" else ""))
    if asks:
        made.props("data-asks")
    made.on("click", press)
    if mark:
        made.props(f'data-mark="{mark}"')
    return made


def messages(texts: Iterable[str], *, bad: bool = True) -> None:
    """Messages that are read out at once: what went wrong, or what is to be known."""
    said = list(texts)
    if not said:
        return
    with (
        ui.element("div")
        .classes("sy-message sy-wrong" if bad else "sy-message sy-told")
        .props('role="alert"' if bad else 'role="status"')
    ):
        for text in said:
            words(text, "p")


def choice(
    label: str, options: Mapping[str, str], value: str, changed: Callable[[str], Awaitable[None] | None]
) -> None:
    """A list to choose from, as the browser shows it: it is opened and read out by every means of input."""
    with ui.element("label").classes("sy-pick"):
        words(label)
        found = ui.element("select")
        with found:
            for key, text in options.items():
                option = words(text, "option")
                option.props["value"] = key  # it may hold quotes: it is never parsed
                if key == value:
                    option.props("selected")
        found.on("change", lambda event: changed(str(event.args)), js_handler="(e) => emit(e.target.value)")


def outcome_words(view: View, outcome: str, kind: str = "") -> TextElement:
    """An outcome in the words of a kind of work: a sign, a word and a colour."""
    if outcome in m.UNFINISHED:
        return words(view.say(m.UNFINISHED[outcome])).classes("sy-outcome sy-open")
    found = outcome_in(kind, outcome)
    said = view.say(m.OUTCOME, zh=found.zh, en=found.en)
    return words(f"{SIGN[outcome]} {said}").classes(f"sy-outcome sy-{LOOK.get(outcome, 'open')}")


def reasons_of(view: View, error: Exception) -> list[str]:
    """Every reason of a failure in the language of the screen.

    Raises:
        Exception: The failure itself, where no person can cause it.
    """
    found = failure(error)
    if found is None:
        raise error
    return [view.refusal(reason) for reason in found.reasons]


async def attempt(view: View, work: Callable[[], T]) -> tuple[T | None, list[str]]:
    """Do some work beside the page; returns what it gives, or every reason why not.

    Raises:
        Exception: A failure that no person can cause.
    """
    try:
        return await background.io_bound(work), []
    except Exception as error:  # noqa: BLE001 every failure that a person can cause is shown
        return None, reasons_of(view, error)


def filled_later(body: Element, fill: Callable[[], Awaitable[None]]) -> None:
    """Fill a part of a page after the page is shown; until then it says that it is being looked up.

    Args:
        body: The part.
        fill: Looks things up and draws them.
    """

    async def later() -> None:
        with body:
            await ui.context.client.connected()
            await fill()

    background_tasks.create(later())


def listed(view: View, texts: Iterable[Text]) -> list[str]:
    """Refusals and notices in the language of the screen, with what to do at a page."""
    return [view.refusal(text) for text in texts]
