"""Elements of a DCC, from texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from reports.dcc.names import DCC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.dcc.names import Words


def child(parent: Any, name: str, text: str | None = None, *, space: str = DCC) -> Any:
    """A new element at the end of another."""
    made = etree.SubElement(parent, f"{space}{name}")
    made.text = text
    return made


def texts(parent: Any, name: str, values: Iterable[str], *, space: str = DCC) -> None:
    """An element for each text that is not empty."""
    for value in values:
        if value:
            child(parent, name, value, space=space)


def worded(parent: Any, name: str, words: Words, *, needed: bool = False) -> Any:
    """An element with a text in several languages; none where there is no text, unless the schema needs one."""
    if not words and not needed:
        return None
    made = child(parent, name)
    for language, text in words or (("", "–"),):
        found = child(made, "content", text)
        if language:
            found.set("lang", language)
    return made


def marked(element: Any, kinds: Iterable[str]) -> Any:
    """An element with the names of what it is."""
    if joined := " ".join(kinds):
        element.set("refType", joined)
    return element
