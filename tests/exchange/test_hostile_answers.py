"""Answers that no platform gives: without an end, packed to nothing, of another page, of a wrong address."""

import gzip
import ssl
from collections.abc import Iterator

import httpx
import pytest

from exchange import http
from exchange.answers import Tasks
from exchange.errors import Refused, Unreachable
from exchange.http import Link
from tests.platform_parts import SETTINGS, Clock, Hall, station

PIECE = b"<result>" * 1000


def link(answer: httpx.Response) -> Link:
    client = httpx.Client(base_url=SETTINGS.url, transport=httpx.MockTransport(lambda _: answer))
    clock = Clock()
    return Link(SETTINGS, station(), client, clock.sleep, clock, tries=2)


def test_an_answer_without_an_end_is_left_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LARGEST", 100_000)
    given = []

    def endless() -> Iterator[bytes]:
        while True:
            given.append(1)
            yield PIECE

    with pytest.raises(Refused, match=r"the answer of platform http://127.0.0.1/ is larger than"):
        link(httpx.Response(200, content=endless())).raw("GET", "protocol")
    assert len(given) == 100_000 // len(PIECE) + 1  # not asked for again either


def test_an_answer_that_unpacks_to_gigabytes_is_left_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "LARGEST", 100_000)
    bomb = gzip.compress(bytes(5_000_000))
    assert len(bomb) < 10_000
    sent = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(bomb))
    with pytest.raises(Refused, match="is larger than"):
        link(sent).raw("GET", "protocol")


def test_another_page_is_named_as_no_platform() -> None:
    for status in (200, 404):
        page = httpx.Response(status, content=b"<html>log in</html>")
        with pytest.raises(Unreachable, match=r"http://127.0.0.1/ cannot be read.*is url in platforms.toml right"):
            link(page).ask("GET", "api/v1/tasks", Tasks)


def test_a_wrong_path_on_a_platform_is_named(hall: Hall) -> None:
    with pytest.raises(Refused, match=r"http://127.0.0.1/ has no such interface; is url in platforms.toml right"):
        hall.link().ask("GET", "api/v1/nowhere", Tasks)


CODES = {10: "has expired", 9: "not valid yet", 62: "of another host", 19: "as authority in platforms.toml"}
"""X509_V_ERR_… of OpenSSL."""


@pytest.mark.parametrize(("code", "words"), CODES.items())
def test_a_certificate_that_is_not_believed_is_said_in_words(code: int, words: str) -> None:
    def refused(_: httpx.Request) -> httpx.Response:
        try:
            error = ssl.SSLCertVerificationError("[SSL: CERTIFICATE_VERIFY_FAILED]")
            error.verify_code = code
            raise error
        except ssl.SSLError as cause:
            raise httpx.ConnectError(str(cause)) from cause

    client = httpx.Client(base_url=SETTINGS.url, transport=httpx.MockTransport(refused))
    clock = Clock()
    with pytest.raises(Unreachable, match=f"http://127.0.0.1/ cannot be reached: .*{words}"):
        Link(SETTINGS, station(), client, clock.sleep, clock, tries=1).raw("GET", "protocol")
