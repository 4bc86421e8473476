"""Headers that bind a browser: scripts of ours only, no frame around us, nothing guessed, nothing told to others."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT: Final = re.compile(rb"<script\b(?![^>]*\bnonce=)")
"""A script of a page. Texts of people stand in pages with ``<`` escaped, so none of them is taken for one."""
FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""NiceGUI compiles templates in the browser, so `eval` stays; scripts within a page need the nonce of the answer."""


class SafeHeaders:
    """ASGI middleware that adds the headers, and the nonce to the scripts of a page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        start: Message | None = None
        body = b""

        async def answered(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
                for name, value in FIXED.items():
                    headers[name] = value
                page = headers.get("content-type", "").startswith("text/html")
                if not str(scope["path"]).startswith(("/_nicegui/", "/assets/")):
                    headers.setdefault("Cache-Control", "no-store")
                if page and "content-encoding" not in headers:
                    start = message  # sent when the length with the nonces is known
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                whole = SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', body)
                if scope["method"] != "HEAD":
                    MutableHeaders(scope=start)["Content-Length"] = str(len(whole))
                await send(start)
                await send({"type": "http.response.body", "body": whole})
                return
            await send(message)

        await self._app(scope, receive, answered)
