"""What a page shows of its session: buttons to lock it and to leave, and the way to the log-in once it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from nicegui import run, ui
from nicegui.elements.mixins.text_element import TextElement

from console.catalogue import web_login as m
from services.accounts.errors import AccessRefused, NotLoggedIn, SessionLocked

if TYPE_CHECKING:
    from console.web.view import View

OFTEN = 5.0  # s; how soon a page notices that its session was locked


def refused(view: View, error: AccessRefused) -> None:
    """Tell why somebody may not; a session that is locked or has ended leads to the log-in."""
    if isinstance(error, NotLoggedIn | SessionLocked):
        ui.navigate.to(f"/login?next={quote(view.address, safe='')}")
        return
    ui.notify("; ".join(view.refusal(reason) for reason in error.reasons), type="negative", timeout=0, close_button="✕")


def watch(view: View) -> None:
    """Lead to the log-in as soon as the session is locked or has ended."""
    user = view.user
    if user.sessions is None:
        return
    sessions = user.sessions

    async def look() -> None:
        try:
            await run.io_bound(sessions.who, user.session)
        except AccessRefused as error:
            refused(view, error)

    ui.timer(OFTEN, look)


def choices(view: View) -> None:
    """Lock and log out, as buttons of forms: they work without a script, and change something only from our pages."""
    if view.user.sessions is None:
        return
    ui.link(view.say(m.PASSWORD), "/password").classes("sy-link")
    for target, title in (("/login/lock", m.LOCK), ("/login/out", m.LOG_OUT)):
        with ui.element("form").props(f'method="post" action="{target}"').classes("sy-form"):
            hidden = ui.element("input").props('type="hidden" name="next"')
            hidden._props["value"] = view.address  # noqa: SLF001  a text with blanks or quotes is no string of props
            TextElement(tag="button", text=view.say(title)).props('type="submit"').classes("sy-choice")
