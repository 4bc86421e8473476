"""Before a step of a page: may this person do it, and do they give the password again where the step wants it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nicegui import run, ui

from console.catalogue import web_login as m
from console.web.dialog import dialog
from console.web.session_bar import refused
from console.web.shell import words
from services.accounts.errors import AccessRefused, NotConfirmed, NotLoggedIn
from services.accounts.roles import ACTION_TEXTS

if TYPE_CHECKING:
    from console.web.user import User
    from console.web.view import View
    from services.accounts.roles import Action


async def permitted(view: View, action: Action, what: str = "") -> User | None:
    """The person who may do something now; None where they may not, which they have then been told.

    Where the step wants the password, a dialog asks for it.

    Args:
        view: Who looks.
        action: What is done.
        what: The same as the dialog says it, where it is done to several things.
    """
    try:
        return await _acting(view, action)
    except NotConfirmed:
        pass
    except AccessRefused as error:
        refused(view, error)
        return None
    return await _confirmed(view, action, what or view.say(ACTION_TEXTS[action]))


async def _confirmed(view: View, action: Action, said: str) -> User | None:
    sessions = view.user.sessions
    assert sessions is not None  # noqa: S101  single-user mode wants no password
    with dialog(view, "sy-confirm", view.say(m.CONFIRM), m.CONFIRM_BUTTON) as asked:
        words(view.say(m.CONFIRM_WHAT, person=view.user.name or view.user.id, what=said), "p")
        problem = words("", "p").props('role="alert"').classes("sy-problem")
        problem.set_visibility(False)
        password = ui.input(view.say(m.PASSWORD), password=True).props(
            'autocomplete="current-password" outlined autofocus'
        )
        password.on("keydown.enter", lambda: asked.submit(True))
    try:
        while await asked:
            try:
                given, password.value = str(password.value or ""), ""
                await run.io_bound(sessions.confirm, view.user.session, given, "")
                return await _acting(view, action)
            except (NotLoggedIn, NotConfirmed) as error:
                problem.set_text("; ".join(view.refusal(reason) for reason in error.reasons))
                problem.set_visibility(True)
            except AccessRefused as error:
                refused(view, error)
                return None
        return None
    finally:
        asked.delete()


async def _acting(view: View, action: Action) -> User:
    if view.user.sessions is None:
        return view.user.acting(action)  # nothing to look up
    found = await run.io_bound(view.user.acting, action)
    return view.user if found is None else found  # None where the server is ending
