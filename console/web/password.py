"""A person gives themselves another password: a page without scripts, as the log-in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from console.catalogue import web_password as m
from console.language import Language, in_language
from console.web.plain_page import plain_page
from console.web.preferences import chosen
from services.accounts.errors import NotAllowed

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import HTMLResponse

    from console.web.console import Console
    from metrology.text import Text
    from services.accounts.errors import AccessRefused
    from services.accounts.sessions import Sessions

FIELDS = (("old", m.OLD, "current-password"), ("new", m.NEW, "new-password"), ("again", m.AGAIN, "new-password"))


def change(sessions: Sessions, session: str, old: str, new: str, again: str, address: str) -> str:
    """Change the password of who is logged in; every session of theirs ends but a new one, whose id is returned.

    Raises:
        AccessRefused: Nobody is logged in, the old one does not fit, the new one is weak, or the two differ.
    """
    who = sessions.acting(session)
    if new != again:
        raise NotAllowed([m.DIFFER])
    sessions.accounts.change_password(who.person, old, new, address)
    return sessions.log_in(who.person, new, address, session)


def password_page(
    console: Console, sessions: Sessions, request: Request, error: AccessRefused | None = None, *, changed: bool = False
) -> HTMLResponse:
    """The page with its form; after the change what was done."""
    language = Language(chosen(request, "lang") or console.language)

    def say(text: Text) -> str:
        return escape(in_language(text, language))

    problems = "".join(f'<p class="sy-problem" role="alert">{say(r)}</p>' for r in (error.reasons if error else ()))
    back = f'<p><a href="/">{say(m.BACK)}</a></p>'
    if changed:
        form = f'<p role="status">{say(m.CHANGED)}</p>{back}'
    else:
        person = escape(sessions.holder(console.entrance.session(request)))
        fields = "".join(
            f'<label for="{name}">{say(title)}</label><input id="{name}" name="{name}" type="password" required '
            f'maxlength="200" autocomplete="{complete}">'
            for name, title, complete in FIELDS
        )
        form = (
            f'<p>{person}</p>{problems}<form method="post" action="/password"><input type="hidden" name="person" '
            f'autocomplete="username" value="{person}">{fields}<button type="submit">{say(m.CHANGE)}</button></form>'
            f'<p class="sy-hint">{say(m.HINT)}</p>{back}'
        )
    return plain_page(console, request, language, say(m.TITLE), form, error, "/password")
