"""Days that stand in the address of a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from console.catalogue import web_look as m
from console.web.parts import messages
from console.web.shell import link

if TYPE_CHECKING:
    from console.web.view import View
    from metrology.text import Text

WRITTEN = len("2026-11-23")


def asked_days(view: View, names: tuple[str, str], address: str, title: Text) -> tuple[date | None, date | None] | None:
    """The days of two fields of the address, None for an empty one; None where one is no day, which is said.

    Args:
        view: Who looks.
        names: The fields.
        address: The page without any field, to which a link leads.
        title: What the link is called.
    """
    try:
        first, second = (_day(view.query.get(name, "").strip()) for name in names)
    except ValueError:
        messages([view.say(m.BAD_DAY)])
        link(address, view.say(title))
        return None
    return first, second


def _day(text: str) -> date | None:
    if not text:
        return None
    if len(text) != WRITTEN or text[4] != "-" or text[7] != "-":  # Python also reads 20261123 and weeks
        raise ValueError(text)
    return date.fromisoformat(text)
