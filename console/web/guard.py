"""Stands before every page, socket and interface of the console: host, origin, size, session.

A browser sends its cookie to us also when a page of somebody else asks it to. So whatever changes something, and every
socket, must come from a page of ours; a console without accounts answers only to the names of this computer.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse

from console.catalogue import web_login as m
from console.web.entrance import is_loopback
from inputs.media import LARGEST_ATTACHMENT
from metrology.text import Text
from services.accounts.errors import AccessRefused, NotAllowed, NotLoggedIn

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from console.web.entrance import Entrance

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN: Final = ("/login", "/assets/", "/check")
"""What is shown to somebody who is not logged in."""
API: Final = "/api/"
"""Asks for the session or the token itself."""
LARGEST_BODY: Final = LARGEST_ATTACHMENT + 100_000
"""An attachment and what a form puts around it."""
PATIENCE: Final = 15.0
"""Seconds that the socket of a locked session stays: its page hears nothing any more, and is led to the log-in."""
SOCKET_EVENT: Final = '42["event"'
"""How a message of a page begins that a person caused."""


class TooLarge(AccessRefused):
    """A request holds more than the console takes."""

    status = 413


class Guard:
    """ASGI middleware that lets in what may come in.

    Args:
        app: What it stands before.
        entrance: Who may come in.
    """

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app, self._entrance = app, entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or pass the request on."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), str(scope["path"])
        socket = scope["type"] == "websocket"
        try:
            refuse_strangers(headers, "SOCKET" if socket else scope["method"], single=self._entrance.sessions is None)
            _refuse_large(headers)
            if not path.startswith((*OPEN, API)):
                await run_in_threadpool(self._look, headers)
        except AccessRefused as error:
            await _refuse(error, scope, receive, send)
            return
        if socket:
            await self._app(scope, self._watched(headers, receive), send)
            return
        body = _Body(receive, send)
        try:
            await self._app(scope, body.receive, body.send)
        except Exception:
            if not body.over:
                raise
        if body.over and not body.answered:
            await _refuse(_too_large(), scope, receive, send)

    def _look(self, headers: Headers) -> None:
        if self._entrance.sessions is not None:
            self._entrance.sessions.who(self._session(headers))

    def _session(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._entrance.cookie)
        except CookieError:
            return ""
        return found.value if found is not None else ""

    def _watched(self, headers: Headers, receive: Receive) -> Receive:
        """Messages of a socket; without an open session they are dropped. What a person does puts off the lock."""
        sessions, session = self._entrance.sessions, self._session(headers)

        since: float | None = None

        async def message() -> Message:
            nonlocal since
            while True:
                found = await receive()
                text = str(found.get("text") or "")
                if sessions is None or not text.startswith("42"):
                    return found
                look = sessions.acting if text.startswith(SOCKET_EVENT) else sessions.who
                try:
                    await run_in_threadpool(look, session)
                except AccessRefused:
                    since = since or monotonic()
                    if monotonic() - since > PATIENCE:
                        return {"type": "websocket.disconnect", "code": 4401}
                else:
                    return found

        return message


def refuse_strangers(headers: Headers, method: str, *, single: bool) -> None:
    """Refuse what a page of somebody else asks a browser to send.

    Args:
        headers: Headers of the request.
        method: Its method; ``SOCKET`` for a socket.
        single: Whether there are no accounts, so that reaching us is enough.

    Raises:
        NotAllowed: It comes from elsewhere, or names us by a name that is not ours.
    """
    host = headers.get("host", "")
    if single and not is_loopback(urlsplit(f"//{host}").hostname or ""):
        raise NotAllowed([m.THIS_COMPUTER_ONLY])
    if method in SAFE:
        return
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    from_us = urlsplit(origin).netloc == host if origin is not None else site in {"same-origin", "none"}
    by_cookie = bool(headers.get("cookie")) or method == "SOCKET"
    if not from_us or (origin is None and by_cookie):  # a browser names the origin of whatever changes something
        raise NotAllowed([m.STRANGE])


class _Body:
    """The body of a request, up to its limit; behind it the browser is told nothing but that it is too large."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._left, self.over, self.answered = LARGEST_BODY, False, False

    async def receive(self) -> Message:
        found = await self._receive()
        self._left -= len(found.get("body", b""))
        self.over = self.over or self._left < 0
        return {"type": "http.disconnect"} if self.over else found

    async def send(self, message: Message) -> None:
        if not self.over or self.answered:
            self.answered = True
            await self._send(message)


def _refuse_large(headers: Headers) -> None:
    stated = headers.get("content-length", "0")
    if not (stated.isascii() and stated.isdecimal()) or int(stated[:20]) > LARGEST_BODY:
        raise _too_large()


def _too_large() -> TooLarge:
    most = LARGEST_BODY // 1_000_000
    return TooLarge([Text(*(form.format(most=most) for form in m.TOO_LARGE))])


async def _refuse(error: AccessRefused, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4403})
        return
    path = str(scope["path"])
    page = "text/html" in Headers(scope=scope).get("accept", "") and scope["method"] in SAFE
    if page and not isinstance(error, NotAllowed) and not path.startswith(API):
        query = scope.get("query_string", b"").decode("latin-1")
        target = quote(f"{path}?{query}" if query else path, safe="")
        await RedirectResponse(f"/login?next={target}", 303)(scope, receive, send)
        return
    answer = JSONResponse({"refused": [reason.to_dict() for reason in error.reasons]}, error.status)
    if isinstance(error, NotLoggedIn):
        answer.headers["WWW-Authenticate"] = "Bearer"
    await answer(scope, receive, send)
