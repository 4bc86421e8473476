"""What stands before every path of a platform: bounds, signature, replay, rate, log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders

from exchange.request_signature import Asked, NotSigned, content_digest, read_claim
from metrology.text import Text
from supervision import stations
from supervision.errors import NotAnswered, reason
from supervision.refusals import answer_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from supervision.limits import RateLimit
    from supervision.request_log import RequestLog
    from supervision.stations import Station
    from supervision.store import PlatformStore

WINDOW: Final = 300
"""Seconds by which the clock of a station may differ."""
LARGEST: Final = 20_000_000
"""Bytes of a request."""
SIGNED: Final = "/api/"
"""Paths below this one are for stations."""
SAID: Final = {
    "missing": Text("请求未签名，或签名格式不符（RFC 9421）", "the request is not signed, or not in the stated form (RFC 9421)"),
    "digest": Text("内容与 Content-Digest 不符：传输中有改动", "the content is not what Content-Digest says: it was changed on its way"),
    "signature": Text("签名不正确", "the signature is wrong"),
    "unknown-key": Text("密钥未在平台登记", "the key is not registered with this platform"),
    "revoked": Text("密钥已被撤销", "the key was revoked"),
    "clock": Text("请求时间与平台时间相差过大，请校准时钟", "the time of the request is too far from that of the platform; set the clock"),
    "replayed": Text("该请求已收到过一次", "this request was received before"),
    "busy": Text("请求过于频繁，请稍后再试", "too many requests; ask again later"),
    "large": Text("请求内容过大", "the content of the request is too large"),
}  # fmt: skip
"""Why a request is refused before it is read, by the code for programs."""


def refusal(code: str, status: int = 401, **headers: str) -> NotAnswered:
    """A refusal of this module."""
    return NotAnswered(status, [reason(code, SAID[code])], {n.replace("_", "-"): v for n, v in headers.items()})


class Entrance:
    """ASGI middleware that lets signed requests of registered stations through, and logs every request.

    Args:
        app: The platform.
        store: Its database.
        limit: How often one caller may ask.
        log: Where requests are logged.
    """

    def __init__(self, app: ASGIApp, store: PlatformStore, limit: RateLimit, log: RequestLog) -> None:
        self._app, self._store, self._limit, self._log = app, store, limit, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, seen = time.monotonic(), {"status": 500, "bytes": 0}
        caller: Station | None = None

        start: Message = {}
        parts: list[bytes] = []

        async def noting(message: Message) -> None:
            """Hold the answer back until its digest is known."""
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                seen["status"] = message["status"]
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                content = b"".join(parts)
                MutableHeaders(scope=start)["Content-Digest"] = content_digest(content)
                await send(start)
                await send({"type": "http.response.body", "body": content})

        try:
            body = await _body(receive)
            seen["bytes"] = len(body)
            if str(scope["path"]).startswith(SIGNED):
                scope.setdefault("state", {})
                caller = await run_in_threadpool(self._caller, scope, body)
                scope["state"]["station"] = caller
            else:
                self._pace(_address(scope))
            await self._app(scope, _again(body, receive), noting)
        except NotAnswered as error:
            await answer_of(error)(scope, receive, noting)
        finally:
            caller = caller or scope.get("state", {}).get("signed")
            await run_in_threadpool(
                self._log.write, address=_address(scope), key=caller.key if caller else "",
                institute=caller.institute if caller else "", method=str(scope["method"])[:10],
                path=str(scope["path"])[:300], status=seen["status"], bytes=seen["bytes"], seconds=time.monotonic() - began,
            )  # fmt: skip

    def _pace(self, caller: str) -> None:
        if wait := self._limit.wait(caller):
            raise refusal("busy", 429, Retry_After=str(int(wait) + 1))

    def _caller(self, scope: Scope, body: bytes) -> Station:
        """The station that signed a request.

        Raises:
            NotAnswered: Nobody did whom this platform knows, or not now, or it asks too often.
        """
        headers = {name.lower(): value for name, value in Headers(scope=scope).items()}
        path = bytes(scope.get("raw_path") or str(scope["path"]).encode()).partition(b"?")[0].decode("latin-1")
        asked = Asked(scope["method"], headers.get("host", ""), path, scope["query_string"].decode("latin-1"), body)
        try:
            claim = read_claim(asked, headers)
        except NotSigned as error:
            self._pace(_address(scope))
            raise refusal(error.code, WWW_Authenticate="Signature") from error
        known = stations.find(self._store, claim.key)
        if known is None or not claim.by(bytes.fromhex(known.public)):
            self._pace(_address(scope))
            raise refusal("unknown-key" if known is None else "signature", WWW_Authenticate="Signature")
        scope["state"]["signed"] = known  # who it is stands in the log, also where it is refused
        if known.revoked:
            raise refusal("revoked", 403)
        now = self._store.clock()
        if abs(claim.created - now) > WINDOW:
            raise refusal("clock", Steelyard_Time=str(int(now)))
        self._pace(known.key)
        if not self._store.use_once(known.key, claim.nonce, claim.created, int(now) - 2 * WINDOW):
            raise refusal("replayed")
        scope["state"]["claim"] = claim
        return known


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotAnswered(400, [reason("cut", Text("连接中断", "the connection was cut"))])
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST:
            raise refusal("large", 413)
        if not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def once() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once
