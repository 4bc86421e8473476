"""Log-in, lock and log-out: pages without scripts, so that nothing of the console is sent to somebody who is not in."""

from __future__ import annotations

import re
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console.catalogue import web_login as m
from console.language import Language, in_language
from console.web.password import change, password_page
from console.web.plain_page import plain_page
from console.web.preferences import chosen
from services.accounts.errors import AccessRefused

if TYPE_CHECKING:
    from console.web.console import Console
    from metrology.text import Text
    from services.accounts.sessions import Sessions

LARGEST_FORM: Final = 10_000
NEXT: Final = re.compile(r"/(?![/\\])[\w/?=&%.,:+~@-]*", re.ASCII)
"""A place within the console: one stroke, then no second."""


def login_routes(console: Console) -> APIRouter:
    """The pages of a console with accounts."""
    router, entrance = APIRouter(include_in_schema=False), console.entrance
    sessions = entrance.sessions
    assert sessions is not None  # noqa: S101  there is nothing to log in to in single-user mode

    @router.get("/login")
    async def ask(request: Request) -> Response:
        return await run_in_threadpool(_page, console, sessions, request, after(request.query_params.get("next", "")))

    @router.post("/login")
    async def log_in(request: Request) -> Response:
        form = await _form(request)
        old, address = entrance.session(request), request.client.host if request.client else ""
        holder = await run_in_threadpool(sessions.holder, old)
        person, password, target = form.get("person", ""), form.get("password", ""), after(form.get("next", ""))
        try:
            if holder and form.get("unlock"):
                new = await run_in_threadpool(sessions.unlock, old, password, address)
            else:
                new = await run_in_threadpool(sessions.log_in, person, password, address, old)
        except AccessRefused as error:
            return await run_in_threadpool(_page, console, sessions, request, target, error, person)
        answer = RedirectResponse(target, 303)
        answer.set_cookie(entrance.cookie, new, httponly=True, samesite="strict", secure=entrance.secure, path="/")
        return answer

    @router.get("/password")
    async def ask_password(request: Request) -> Response:
        return await run_in_threadpool(password_page, console, sessions, request)

    @router.post("/password")
    async def change_password(request: Request) -> Response:
        form, session = await _form(request), entrance.session(request)
        address = request.client.host if request.client else ""
        try:
            new = await run_in_threadpool(
                change, sessions, session, form.get("old", ""), form.get("new", ""), form.get("again", ""), address
            )
        except AccessRefused as error:
            return await run_in_threadpool(password_page, console, sessions, request, error)
        answer = await run_in_threadpool(password_page, console, sessions, request, None, changed=True)
        answer.set_cookie(entrance.cookie, new, httponly=True, samesite="strict", secure=entrance.secure, path="/")
        return answer

    @router.post("/login/lock")
    async def lock(request: Request) -> Response:
        form = await _form(request)
        with suppress(AccessRefused):  # locked or ended already: the page says which
            await run_in_threadpool(sessions.lock, entrance.session(request))
        return RedirectResponse(f"/login?next={after(form.get('next', ''))}", 303)

    @router.post("/login/out")
    async def log_out(request: Request) -> Response:
        await run_in_threadpool(sessions.log_out, entrance.session(request))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(entrance.cookie, path="/", secure=entrance.secure, httponly=True, samesite="strict")
        return answer

    return router


def after(wanted: str) -> str:
    """Where to go after a log-in: a place within the console, else its first page."""
    found = NEXT.fullmatch(wanted) is not None and not wanted.startswith("/login")
    return wanted if found else "/"


async def _form(request: Request) -> dict[str, str]:
    """The fields of a short form."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", errors="replace"), max_num_fields=10))


def _page(
    console: Console, sessions: Sessions, request: Request, target: str, error: AccessRefused | None = None,
    person: str = "",
) -> HTMLResponse:  # fmt: skip
    language = Language(chosen(request, "lang") or console.language)

    def say(text: Text) -> str:
        return escape(in_language(text, language))

    holder = sessions.holder(console.entrance.session(request))
    title = m.LOCKED if holder else m.LOG_IN
    problems = "".join(f'<p class="sy-problem" role="alert">{say(r)}</p>' for r in (error.reasons if error else ()))
    hidden = f'<input type="hidden" name="next" value="{escape(target)}">'
    password = (
        f'<label for="password">{say(m.PASSWORD)}</label><input id="password" name="password" type="password" '
        f'autocomplete="current-password" required maxlength="200"{" autofocus" if holder or person else ""}>'
    )
    if holder:
        said = escape(in_language(m.LOCKED_BY, language).format(person=holder))
        form = (
            f'<p>{said}</p>{problems}<form method="post" action="/login">{hidden}'
            f'<input type="hidden" name="unlock" value="1">'
            f'<input type="hidden" name="person" autocomplete="username" value="{escape(holder)}">{password}'
            f'<button type="submit">{say(m.UNLOCK)}</button></form><form method="post" action="/login/out">'
            f'<p class="sy-hint">{say(m.OTHER_HINT)}</p><button class="sy-second" type="submit">{say(m.OTHER)}</button></form>'
        )
    else:
        form = (
            f'{problems}<form method="post" action="/login">{hidden}<label for="person">{say(m.PERSON)}</label>'
            f'<input id="person" name="person" autocomplete="username" autocapitalize="characters" required '
            f'maxlength="200" value="{escape(person)}"{"" if person else " autofocus"}>{password}'
            f'<button type="submit">{say(m.LOG_IN)}</button></form>'
        )
    return plain_page(console, request, language, say(title), form, error)
