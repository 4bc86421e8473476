"""Signed requests to a platform: tried again while that can help, with longer and longer pauses."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any, Final, TypeVar

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from exchange.answers import Refusal
from exchange.errors import Refused, Unreachable
from exchange.request_signature import Asked, content_digest, sign_request
from exchange.unreachable import in_words
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import httpx

    from exchange.settings import PlatformSettings
    from records.ledger import Signer

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
TRIES: Final = 8
FIRST, LONGEST = 0.5, 30.0
"""Pause before the second try, and the longest one, s; each is twice the one before, less a random part."""
LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same request is made again."""
PASSING: Final = frozenset({"replayed", "digest", "missing", "signature", "cut"})
"""Refusals of a signature that come from what happened on the way: the request is signed again."""
LARGEST: Final = 50_000_000
"""Bytes of an answer at most: files come in parts, and no list is as long."""
NOWHERE: Final = "http"
"""Code of a refusal where a platform does not know the address."""
SPOILT: Final = Text(
    "平台的答复无法读取，或传输中有改动", "the answer of the platform cannot be read, or was changed on its way"
)


class Link:
    """A connection to a platform.

    Args:
        settings: The platform.
        signer: The station's key.
        client: Makes the requests; its address is that of the platform.
        sleep: Waits.
        clock: Gives the time, seconds since 1970.
        tries: How often a request is made at most.
    """

    def __init__(
        self, settings: PlatformSettings, signer: Signer, client: httpx.Client, sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time, tries: int = TRIES,
    ) -> None:  # fmt: skip
        self.settings, self.signer = settings, signer
        self._client, self._sleep, self._clock, self._tries = client, sleep, clock, tries

    def ask(
        self, method: str, path: str, answer: type[M], *, query: Mapping[str, str | int] | None = None, content: Any = None,
        allowed: Collection[int] = (200,),
    ) -> M:  # fmt: skip
        """Make a request; what is answered, as a model.

        Args:
            method: Such as ``GET``.
            path: Below the address of the platform.
            answer: The model of an answer.
            query: What stands behind the question mark.
            content: Bytes, or what is sent as JSON.
            allowed: Status of answers that are of the model.

        Raises:
            Refused: The platform says no.
            Unreachable: It did not answer, however often it was asked.
        """

        def read(status: int, body: bytes) -> M:
            if status not in allowed:
                raise self._refused(status, body)
            return answer.model_validate_json(body)

        return self._repeated(method, path, query, content, read)

    def raw(
        self, method: str, path: str, *, query: Mapping[str, str | int] | None = None, content: Any = None
    ) -> bytes:
        """Make a request; the bytes that are answered.

        Raises:
            Refused, Unreachable: As `ask`.
        """

        def read(status: int, body: bytes) -> bytes:
            if status != 200:
                raise self._refused(status, body)
            return body

        return self._repeated(method, path, query, content, read)

    def _repeated(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | int] | None,
        content: Any,
        read: Callable[[int, bytes], T],
    ) -> T:
        pause = FIRST
        last: Refused | Unreachable = Unreachable([self._not_a_platform()])
        for attempt in range(1, self._tries + 1):
            wait = 0.0
            try:
                return read(*self._once(method, path, query, content))
            except Refused as error:
                if error.status not in LATER and error.code not in PASSING:
                    raise
                last = error
            except Unreachable as error:
                last, wait = error, error.wait
            except (ValidationError, ValueError):
                last = Unreachable([self._not_a_platform()])
            if attempt < self._tries:
                self._sleep(max(wait, pause * random.uniform(0.5, 1.0)))  # noqa: S311  only spreads requests
                pause = min(2 * pause, LONGEST)
        raise last

    def _once(self, method: str, path: str, query: Mapping[str, str | int] | None, content: Any) -> tuple[int, bytes]:
        """One request: the status and the content of the answer.

        Raises:
            Unreachable: There is no answer, or it was changed on its way.
            Refused: The answer is too large.
        """
        import httpx

        body = content if isinstance(content, bytes) else b"" if content is None else orjson.dumps(content)
        media = "application/octet-stream" if isinstance(content, bytes) else "application/json"
        media = "application/xml" if body.startswith(b"<?xml") else media
        headers = {"Content-Type": media} if content is not None else {}
        request = self._client.build_request(method, path, params=query, content=body, headers=headers)
        target, _, words = request.url.raw_path.decode().partition("?")
        asked = Asked(method, request.headers["Host"], target, words, body)
        request.headers.update(sign_request(self.signer, asked, int(self._clock())))
        try:
            answered = self._client.send(request, stream=True)
            whole = self._whole(answered)
        except httpx.HTTPError as error:
            said, address = in_words(error), self.settings.url
            raise Unreachable(
                [Text(f"平台 {address} 无法连接：{said.zh}", f"platform {address} cannot be reached: {said.en}")]
            ) from error
        if answered.status_code in {429, 503}:
            after = answered.headers.get("Retry-After", "")
            busy = Text("平台繁忙", "the platform is busy")
            raise Unreachable([busy], min(float(after), 600.0) if after.isdecimal() else 0.0)
        stated = answered.headers.get("Content-Digest", "")
        if stated and stated != content_digest(whole):
            raise Unreachable([SPOILT])
        return answered.status_code, whole

    def _whole(self, answered: httpx.Response) -> bytes:
        """The content of an answer; one without an end must not fill the memory."""
        parts, size = [], 0
        try:
            for part in answered.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > LARGEST:
                    where, most = self.settings.url, LARGEST // 1_000_000
                    zh, en = (
                        f"平台 {where} 的答复超过 {most} MB",
                        f"the answer of platform {where} is larger than {most} MB",
                    )
                    raise Refused([Text(zh, en)])
        finally:
            answered.close()
        return b"".join(parts)

    def _not_a_platform(self) -> Text:
        where = self.settings.url
        return Text(
            f"平台 {where} 的答复无法读取，或传输中有改动；platforms.toml 中的 url 是否正确？",
            f"the answer of platform {where} cannot be read, or was changed on its way; is url in platforms.toml right?",
        )

    def _refused(self, status: int, body: bytes) -> Refused:
        """What a platform says that refuses a request; what it does not have at all is asked for at a wrong address."""
        said = _refused(status, body)
        if status == 404 and said.code == NOWHERE:
            where = self.settings.url
            zh = f"平台 {where} 没有这一接口；platforms.toml 中的 url 是否正确？"
            en = f"platform {where} has no such interface; is url in platforms.toml right?"
            return Refused([Text(zh, en)], status, said.code)
        return said


def _refused(status: int, body: bytes) -> Refused:
    """What a platform says that refuses a request.

    Raises:
        ValidationError: It does not say it in the form that is stated.
    """
    reasons = TypeAdapter(Refusal).validate_json(body).refused
    texts = [
        Text(f"{r.field}：{r.zh}" if r.field else r.zh, f"{r.field}: {r.en}" if r.field else r.en) for r in reasons
    ]
    return Refused(
        texts or [Text(f"平台答复 {status}", f"the platform answers {status}")],
        status,
        reasons[0].code if reasons else "",
    )


def client_of(settings: PlatformSettings, authority: str) -> httpx.Client:
    """What makes requests to a platform.

    Args:
        settings: The platform.
        authority: File with the certificate that vouches for it; empty for those of this computer.
    """
    import ssl

    import httpx

    verify = ssl.create_default_context(cafile=authority) if authority else True
    return httpx.Client(base_url=settings.url, verify=verify, timeout=settings.timeout)
