"""Log-in, lock and log-out in a real browser; what comes from elsewhere, or without a session, gets nothing."""

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from services.accounts import passwords
from tests.console.web.conftest import ROOT, Served
from tests.services.accounts.conftest import PASSWORD, QUICK, filled

COOKIE = "steelyard"


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console with accounts."""
    folder: Path = tmp_path_factory.mktemp("console") / "lab"
    shutil.copytree(ROOT / "config", folder)
    served = Served(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setattr(passwords, "HASHER", QUICK)
        filled(str(served.store)).close()
    served.start()
    yield served
    served.stop()


def post(console: Served, path: str, cookie: str = "", origin: "str | None" = "", **fields: str) -> httpx.Response:
    """A form that is sent: from a page of ours unless `origin` says otherwise."""
    headers = {} if origin is None else {"Origin": origin or console.url}
    if cookie:
        headers["Cookie"] = f"{COOKIE}={cookie}"
    return httpx.post(f"{console.url}{path}", data=fields, headers=headers, timeout=30)


def look(console: Served, path: str, cookie: str = "", **headers: str) -> httpx.Response:
    sent = {"Accept": "text/html", **headers, **({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})}
    return httpx.get(f"{console.url}{path}", headers=sent, timeout=30)


def session(console: Served, person: str = "V001", cookie: str = "") -> str:
    answer = post(console, "/login", cookie, person=person, password=PASSWORD)
    assert answer.status_code == 303, answer.text
    return answer.cookies[COOKIE]


def socket(console: Served, origin: str, cookie: str) -> int:
    """What a request for the socket of the pages is answered with: 101 is a yes."""
    connection = http.client.HTTPConnection(urlsplit(console.url).netloc, timeout=10)
    connection.request("GET", "/_nicegui_ws/socket.io/?EIO=4&transport=websocket", headers={
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Cookie": f"{COOKIE}={cookie}",
        **({"Origin": origin} if origin else {}),
    })  # fmt: skip
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("path", ["/", "/run", "/run/x?lang=zh", "/_nicegui/x/static/nicegui.js", "/no-such-page"])
def test_nobody_sees_anything_without_a_session(console: Served, path: str) -> None:
    answer = look(console, path)
    assert answer.status_code == 303
    assert urlsplit(answer.headers["location"]).path == "/login"
    assert answer.content == b""


def test_a_document_is_checked_without_a_session(page: Page, console: Served) -> None:
    assert look(console, "/check").status_code == 200
    assert post(console, "/check", origin="http://evil.example", text="x").status_code == 403
    page.goto("/check?lang=en#steelyard:2:12")
    expect(page.get_by_role("alert")).to_contain_text("No certificate of a seal is named")
    assert page.url.endswith("/check")


def test_the_id_is_new_and_an_id_that_somebody_chose_is_none(console: Served) -> None:
    chosen = "chosen-by-an-attacker"
    got = session(console, cookie=chosen)
    assert got != chosen
    assert look(console, "/", chosen).status_code == 303
    assert look(console, "/", got).status_code == 200
    again = session(console, cookie=got)
    assert look(console, "/", got).status_code == 303
    assert look(console, "/", again).status_code == 200


def test_the_cookie_is_for_us_alone(console: Served) -> None:
    said = post(console, "/login", person="V001", password=PASSWORD).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in said.split(";")}


def test_a_cookie_that_is_sent_again_after_log_out_opens_nothing(console: Served) -> None:
    got = session(console)
    assert post(console, "/login/out", got).status_code == 303
    assert look(console, "/", got).status_code == 303
    assert socket(console, console.url, got) == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1.evil.example"]
)
def test_a_page_of_somebody_else_changes_nothing(console: Served, origin: "str | None") -> None:
    got = session(console)
    for path in ("/login", "/login/lock", "/login/out"):
        assert post(console, path, got, origin, person="V002", password=PASSWORD).status_code == 403
    assert look(console, "/", got).status_code == 200


def test_the_socket_opens_for_our_pages_with_a_session(console: Served) -> None:
    got = session(console)
    assert socket(console, console.url, got) == 101
    assert [socket(console, origin, got) for origin in ("", "null", "http://evil.example")] == [403] * 3
    assert socket(console, console.url, "none") == 403
    post(console, "/login/lock", got)
    assert socket(console, console.url, got) == 403


def test_guessing_is_stopped(console: Served) -> None:
    answers = [post(console, "/login", person="R001", password=f"guess number {n}").status_code for n in range(7)]
    assert answers == [401] * 5 + [429] * 2
    assert post(console, "/login", person="R001", password=PASSWORD).status_code == 429
    assert session(console, "V002")


@pytest.mark.parametrize("target", [
    "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/login/out", "/\tevil", "",
])  # fmt: skip
def test_a_log_in_leads_nowhere_else(console: Served, target: str) -> None:
    answer = post(console, "/login", person="C001", password=PASSWORD, next=target)
    assert answer.headers["location"] == "/"


def test_a_log_in_page_repeats_nothing_as_html(console: Served) -> None:
    attack = '"><script>alert(1)</script>'
    text = post(console, "/login", person=attack, password="x" * 12, next=attack).text
    assert attack not in text
    assert "&quot;&gt;&lt;script&gt;" in text
    assert attack not in look(console, f"/login?{urlencode({'next': attack, 'lang': attack})}").text


def test_what_is_too_large_is_not_read(console: Served) -> None:
    got = session(console)
    assert post(console, "/login", person="V001", password="x" * 20_000).status_code == 401
    headers = {"Origin": console.url, "Cookie": f"{COOKIE}={got}", "Content-Length": "30000000"}
    connection = http.client.HTTPConnection(urlsplit(console.url).netloc, timeout=10)
    connection.request("POST", "/login", headers=headers)
    assert connection.getresponse().status == 413
    connection.close()


def test_every_answer_binds_the_browser(console: Served) -> None:
    got = session(console)
    for answer in (look(console, "/login"), look(console, "/", got), look(console, "/assets/console.css")):
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert look(console, "/", got).headers["cache-control"] == "no-store"
    first, second = (look(console, "/", got).headers["content-security-policy"] for _ in range(2))
    assert first != second


def test_log_in_lock_unlock_and_log_out_in_a_browser(page: Page, console: Served) -> None:
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
    page.goto("/run?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    expect(page.locator(":focus")).to_have_attribute("name", "person")
    page.keyboard.type("V002")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("the name or the password is wrong")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/run*")
    expect(page.locator(".sy-user")).to_have_text("赵检定")
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    assert wrong == []


@pytest.mark.parametrize(("person", "said"), [("V001", "no cases"), ("C001", "role")])
def test_cases_are_shown_to_those_who_examine(browser: Browser, console: Served, person: str, said: str) -> None:
    context = browser.new_context(base_url=console.url)
    context.add_cookies([{"name": COOKIE, "value": session(console, person), "url": console.url}])
    page = context.new_page()
    page.goto("/runs?lang=en")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Cases")).to_have_count(int(person == "V001"))
    page.goto("/cases?lang=en")
    expect(page.locator("main")).to_contain_text(said)
    context.close()


def test_a_page_that_is_open_leaves_when_its_session_is_locked_elsewhere(browser: Browser, console: Served) -> None:
    context = browser.new_context(base_url=console.url)
    got = session(console)
    context.add_cookies([{"name": COOKIE, "value": got, "url": console.url}])
    page = context.new_page()
    page.goto("/?lang=en")
    expect(page.locator(".sy-user")).to_have_text("张检定")
    post(console, "/login/lock", got)
    expect(page.get_by_role("heading", level=1)).to_have_text("Locked", timeout=15_000)
    context.close()


def test_a_person_changes_their_own_password(console: Served) -> None:
    mine, other = session(console, "E001"), session(console, "E001")
    new = "another long enough secret"
    assert look(console, "/password").status_code == 303
    assert 'name="again"' in look(console, "/password", mine).text
    for old, given, again in ((PASSWORD, new, "something else"), ("wrong", new, new), (PASSWORD, "short", "short")):
        refused = post(console, "/password", mine, old=old, new=given, again=again)
        assert refused.status_code >= 400
        assert 'role="alert"' in refused.text
    done = post(console, "/password", mine, old=PASSWORD, new=new, again=new)
    assert done.status_code == 200
    assert look(console, "/", done.cookies[COOKIE]).status_code == 200
    assert [look(console, "/", ended).status_code for ended in (mine, other)] == [303, 303]
    fields = {"old": new, "new": PASSWORD, "again": PASSWORD}
    assert post(console, "/password", done.cookies[COOKIE], origin="https://elsewhere", **fields).status_code == 403
    back = post(console, "/password", done.cookies[COOKIE], **fields)
    assert back.status_code == 200
