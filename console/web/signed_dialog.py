"""A dialog for a step that a person signs: its fields, who does it, the password where the step wants it.

What was filled in stays until the step is done or the dialog is cancelled.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from nicegui import ui

from console.catalogue import web_decisions as m
from console.web.dialog import dialog
from console.web.parts import attempt, choice, messages
from console.web.permission import permitted
from services.accounts.roles import ABLE, FUNCTION_OF
from services.finished.functions import people_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from console.web.view import View
    from metrology.text import Text
    from services.accounts.roles import Action


class Fields(NamedTuple):
    """The fields of such a dialog.

    Attributes:
        lacking: What is still to be filled in; empty for nothing.
        work: Does the step for the person it is given.
    """

    lacking: Callable[[], list[str]]
    work: Callable[[str], str]


async def signed(
    view: View, action: Action, title: str, save: Text, draw: Callable[[], Fields], who: Text = m.BY
) -> str | None:
    """Ask, and do the step; gives what it gives, None where it was cancelled.

    Args:
        view: Who looks.
        action: What is done.
        title: Of the dialog; the password is asked for it too.
        save: The button.
        draw: Draws the fields into the dialog.
        who: What the choice of a person is called, at a console without accounts.
    """
    able = people_for(view, action)
    if not able:
        if await permitted(view, action, title) is not None:
            ui.notify(view.say(m.NOBODY), type="negative", timeout=0, close_button="✕")
        return None
    person = next(iter(able))

    def choose(chosen: str) -> None:
        nonlocal person
        person = chosen

    with dialog(view, "sy-signed", title, save) as asked:
        problems = ui.element("div")
        fields = draw()
        if view.user.sessions is None:
            choice(view.say(who), {key: f"{name} ({key})" for key, name in able.items()}, person, choose)
    try:
        while await asked:
            wrong = fields.lacking()
            if not wrong:
                if await permitted(view, action, title) is None:
                    continue
                done, wrong = await attempt(view, partial(fields.work, person))
                if not wrong:
                    return done
            problems.clear()
            with problems:
                messages(wrong)
        return None
    finally:
        asked.delete()


def people_for(view: View, action: Action) -> dict[str, str]:
    """Who may do something here: who is logged in; without accounts, those whom the register of people names for it."""
    user = view.user
    if user.sessions is not None:
        return {user.id: user.name} if user.may(action) else {}
    return people_with([FUNCTION_OF[role] for role in FUNCTION_OF if role in ABLE[action]], view.console.laboratory)
