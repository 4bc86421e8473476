"""Everything that the console answers: nothing without a session, no change for a page of somebody else, no way out."""

import http.client
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from services.accounts import passwords
from tests.console.web.conftest import ROOT, Served
from tests.console.web.test_api import PATHS
from tests.services.accounts.conftest import PASSWORD, QUICK, filled
from tests.thorough import part

COOKIE = "steelyard"
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
OPEN = ("/login", "/check", "/assets/", "/api/v1/openapi.json")
"""What is answered without a session: the log-in, the check of a document, their looks, what the interface can do."""
SECRETS = (b"root:", b"[people.", b"PRIVATE KEY", b"SQLite format 3", b"longest_rest_days")
ATTACKS = (*PATHS, *(f"{up}/{name}" for up in ("..%2f..", "..%252f..", "%2e%2e", "..%c0%af..", "....//..", "..;")
                     for name in ("people.toml", "runs.sqlite")), "//etc/passwd", "file:///etc/passwd")  # fmt: skip


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console with accounts."""
    folder: Path = tmp_path_factory.mktemp("routes") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        filled(str(served.store)).close()
    served.start()
    yield served
    served.stop()


@pytest.fixture(scope="module")
def session(console: Served) -> str:
    answer = httpx.post(f"{console.url}/login", data={"person": "V001", "password": PASSWORD},
                        headers={"Origin": console.url}, timeout=30)  # fmt: skip
    return answer.cookies[COOKIE]


@pytest.fixture(scope="module")
def routes(console: Served, session: str) -> list[tuple[str, list[str]]]:
    """Path and methods of everything that is answered; the description of the interface has no other."""
    headers = {"Cookie": f"{COOKIE}={session}"}
    found: list[tuple[str, list[str]]] = httpx.get(f"{console.url}/test/routes", headers=headers, timeout=60).json()
    paths = {path for path, _ in found}
    assert {"/", "/start", "/run/{work}", "/documents/{run}/{name}", "/runs/{run}/files/{sha256}", "/login", "/check",
            "/api/v1/works/{work}/answer"} <= paths  # fmt: skip
    assert len(paths) > 50
    return found


def answered(console: Served, method: str, path: str, **headers: str) -> tuple[int, bytes, list[str]]:
    """Status, body and cookies; the path is sent as it stands, and a stream is read no further than its beginning."""
    connection = http.client.HTTPConnection(urlsplit(console.url).netloc, timeout=60)
    try:
        connection.request(method, path, body=b"{}" if method in CHANGES else None,
                           headers={"Content-Type": "application/json", "Accept": "text/html"} | headers)  # fmt: skip
        answer = connection.getresponse()
        return answer.status, answer.read(200_000), answer.headers.get_all("set-cookie") or []
    finally:
        connection.close()


def with_part(path: str, value: str) -> str:
    """A path whose variable parts are this."""
    return re.sub(r"\{[^}]*\}", lambda _: value, path)


def test_nothing_is_answered_without_a_session_and_no_id_is_taken_from_outside(
    console: Served, routes: list[tuple[str, list[str]]]
) -> None:
    for cookie in ("", "chosen-by-an-attacker"):
        headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
        for path, methods in routes:
            for method in {"GET", "HEAD", "OPTIONS"} & set(methods):
                status, body, cookies = answered(console, method, with_part(path, "x"), **headers)
                open_ = path.startswith(OPEN)
                assert open_ or status in {303, 401, 404, 405}, (method, path, status)
                assert open_ or status == 404 or b"<main" not in body, path
                assert not any(f"{COOKIE}={cookie}" in one for one in cookies if cookie), path


def test_no_page_of_somebody_else_changes_anything(
    console: Served, session: str, routes: list[tuple[str, list[str]]]
) -> None:
    changing = [(path, m) for path, methods in routes for m in CHANGES & set(methods)]
    assert {"/login", "/login/out", "/password", "/check", "/api/v1/works"} <= {path for path, _ in changing}
    for path, method in changing:
        for origin in ("http://evil.example", "null", f"{console.url}.evil.example", ""):
            headers = {"Cookie": f"{COOKIE}={session}"} | ({"Origin": origin} if origin else {})
            status, _, _ = answered(console, method, with_part(path, "x"), **headers)
            assert status == 403, (method, path, origin)
    assert answered(console, "GET", "/", Cookie=f"{COOKIE}={session}")[0] == 200  # the session is as it was


def test_no_part_of_a_path_leads_out(console: Served, session: str, routes: list[tuple[str, list[str]]]) -> None:
    with_parts = [path for path, methods in routes if "{" in path and "GET" in methods]
    assert len(with_parts) > 15
    for n, path in enumerate(with_parts):
        for attack in part(ATTACKS[n % 3 :], 3):
            status, body, _ = answered(console, "GET", with_part(path, attack), Cookie=f"{COOKIE}={session}")
            assert status < 500, (path, attack)
            assert not any(secret in body for secret in SECRETS), (path, attack)


def test_no_body_breaks_anything(console: Served, session: str, routes: list[tuple[str, list[str]]]) -> None:
    headers = {"Cookie": f"{COOKIE}={session}", "Origin": console.url, "Content-Type": "application/json"}
    for path, methods in routes:
        for method in CHANGES & set(methods) if path.startswith("/api/") else ():
            for body in (b"{}", b"[" * 5000, b'{"order": "\xff"}', b"\x00" * 100):
                answer = httpx.request(
                    method, console.url + with_part(path, "0f"), content=body, headers=headers, timeout=60
                )
                assert answer.status_code < 500, (path, body, answer.text)
