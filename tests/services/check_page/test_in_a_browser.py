"""The published page in Chromium: what a phone is told of a QR or a file, and that nothing is asked of anybody else."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding
from playwright.sync_api import Page, sync_playwright
from pyhanko.sign.signers.pdf_cms import Signer

from metrology.text import Text
from reports.errors import SignatureFault
from reports.signatures.certificates import Authority, key_bytes, new_authority, new_key
from reports.signatures.keys import pem_signer, read_certificates
from reports.signatures.qr import Essentials, qr_text
from services.issuing.check_page.writing import PAGE, STATES, check_page
from services.issuing.published import signed_list
from tests.console.web.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.systems

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SECRET = "eight or more"  # noqa: S105  of keys of these tests
STATE_OF = {"current": "issued", "cancelled": "cancelled", "superseded": "superseded", "expired": "issued"}
LAST = {"expired": "2026-11-28"}
FILE = b"%PDF-1.7 of a document that everybody signed"


def signing(make: Callable[..., Any], *of: Any) -> Any:
    """What a key signs, in a thread of its own: the loop of Playwright runs in this one, and pyHanko wants one too."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(make, *of).result()


def said(name: str) -> Essentials:
    """The essentials of a document."""
    until = LAST.get(name, "2027-11-22")
    instrument = ("指针式压力表 <b>", "G-2026-0101", "JJG 52-2013", "合格", "2026-11-23", until, "示范院")
    return Essentials(f"2026-{name}", "检定证书", *instrument, hashlib.sha256(name.encode()).hexdigest())


@dataclass
class Site:
    """A folder on a web server, and who signs it."""

    seal: Signer
    certificate: Certificate
    stranger: Signer
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def publish(self, time: datetime = NOW) -> None:
        """The list of that time."""
        file = {"current": hashlib.sha256(FILE).hexdigest()}
        documents = {said(of).digest: (file.get(of, ""), state, said(of).valid_until) for of, state in STATE_OF.items()}
        self.files[f"/{STATES}"] = signing(signed_list, documents, self.seal, time)


def certified(authority: Authority, person: str) -> tuple[Signer, Certificate]:
    """A key with its certificate."""
    key, now = new_key(), datetime.now(UTC)
    issued = read_certificates(authority.issue(key.public_key(), person, "示范院", now=now).public_bytes(Encoding.DER))[
        0
    ]
    return pem_signer(key_bytes(key, SECRET), SECRET, issued, []), issued


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    authority = new_authority("示范院", now=datetime.now(UTC))
    (seal, certificate), (stranger, _), (_, earlier) = (certified(authority, "seal") for _ in range(3))
    made = Site(seal, certificate, stranger)
    html = check_page([earlier, certificate], Text("示范院", "Model Institute")).encode()
    made.files["/check/"] = made.files[f"/{PAGE}"] = html

    class Folder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            name = self.path.replace("/check/", "/") if self.path != "/check/" else self.path
            content = made.files.get(name)
            self.send_response(200 if content is not None else 204)
            kind = "application/json" if name.endswith("json") else "text/html; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Folder) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/check/"
        Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


@pytest.fixture(scope="module")
def page(site: Site) -> Iterator[Page]:
    """One window of the size of a phone, on a day of these tests; whatever leaves the site fails them."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this computer")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        window = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="Asia/Shanghai")
        strange: list[str] = []
        ours = site.url.removesuffix("check/")
        window.on("request", lambda of: None if of.url.startswith(ours) else strange.append(of.url))
        window.on("console", lambda of: strange.append(of.text) if of.type == "error" else None)
        window.clock.set_fixed_time(NOW)
        yield window
        browser.close()
        assert strange == []


def answer(page: Page, site: Site, text: str) -> tuple[str, str]:
    """State and reasons for the text of a QR."""
    page.goto("about:blank")
    page.goto(f"{site.url}#{text}")
    found = page.locator("#answer")
    found.wait_for(state="visible")
    return str(found.get_attribute("data-state")), page.locator("#reasons").inner_text()


@pytest.mark.parametrize(("name", "state", "why"), [
    ("current", "VALID", "Neither cancelled nor replaced, by the list of 2026-11-29"),
    ("cancelled", "CANCELLED", "cancelled by the laboratory"),
    ("superseded", "SUPERSEDED", "replaced by another document"),
    ("expired", "EXPIRED", "Its last day was 2026-11-28"),
    ("strange", "UNKNOWN", "does not name this document"),
])  # fmt: skip
def test_what_a_phone_is_told_of_a_qr(page: Page, site: Site, name: str, state: str, why: str) -> None:
    site.publish()
    told = answer(page, site, signing(qr_text, said(name), site.seal))
    assert told[0] == state
    assert why in told[1]
    assert "The text is genuine" in told[1]
    assert "指针式压力表 <b>" in page.locator("#document").inner_text()


def test_a_qr_that_was_altered_or_is_another_s_is_not_genuine(page: Page, site: Site) -> None:
    site.publish()
    text = signing(qr_text, said("expired"), site.seal)
    digits = text.rpartition(":")[2]
    content = int(digits).to_bytes((int(digits).bit_length() + 7) // 8).replace(b"2026-11-28", b"2036-11-28")
    for wrong in (f"steelyard:2:{int.from_bytes(content)}", signing(qr_text, said("current"), site.stranger)):
        state, why = answer(page, site, wrong)
        assert (state, "not signed by the seal" in why) == ("FALSE", True)
        assert page.locator("#document").inner_text() == ""
    for nothing in ("steelyard:2:", "steelyard:2:12", "steelyard:2:" + "9" * 4001):
        assert answer(page, site, nothing)[0] == "NONE"


def test_a_list_that_was_altered_or_is_another_s_is_not_used(page: Page, site: Site) -> None:
    text = signing(qr_text, said("cancelled"), site.seal)
    site.publish()
    right = site.files[f"/{STATES}"]
    forged = signing(signed_list, {said("cancelled").digest: ("", "issued", "")}, site.stranger, NOW)
    for wrong in (right.replace(b"cancelled", b"issued"), forged, b"{}", b"<html>"):
        site.files[f"/{STATES}"] = wrong
        state, why = answer(page, site, text)
        assert state == "UNKNOWN"
        assert "The text is genuine" in why
        assert "not used" in why or "cannot be had" in why
    del site.files[f"/{STATES}"]
    assert answer(page, site, text)[0] == "UNKNOWN"
    assert answer(page, site, signing(qr_text, said("expired"), site.seal))[0] == "EXPIRED"


def test_a_list_that_is_out_of_date_proves_no_validity(page: Page, site: Site) -> None:
    site.publish(NOW - timedelta(days=9))
    state, why = answer(page, site, signing(qr_text, said("current"), site.seal))
    assert (state, "out of date" in why) == ("UNKNOWN", True)
    assert answer(page, site, signing(qr_text, said("cancelled"), site.seal))[0] == "CANCELLED"


def test_a_file_is_held_against_the_list(page: Page, site: Site) -> None:
    site.publish()
    page.goto(site.url)
    assert page.locator("#answer").is_hidden()
    for content, state in ((FILE, "VALID"), (FILE + b" ", "UNKNOWN")):
        page.set_input_files("#file", {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": content})
        page.locator(f"#answer[data-state={state}]").wait_for(state="visible")
    assert "altered" in page.locator("#reasons").inner_text()


def test_one_language_at_a_time_and_a_text_that_is_typed_in(page: Page, site: Site) -> None:
    site.publish()
    site.asked.clear()
    page.goto(site.url)
    assert "证" not in page.locator("main").inner_text()
    page.click("#language")
    page.fill("#text", f"https://www.example.org/check/#{signing(qr_text, said('current'), site.seal)}")
    page.click("button[type=submit]")
    page.locator("#answer[data-state=VALID]").wait_for(state="visible")
    assert (page.locator("#state").inner_text(), page.title()) == ("有效", "查验证书")
    assert "Valid" not in page.locator("main").inner_text()
    assert site.asked == ["/check/", f"/check/{STATES}"]


def test_the_page_trusts_seals_alone() -> None:
    authority = new_authority("示范院", now=datetime.now(UTC))
    with pytest.raises(SignatureFault, match="not that of a seal"):
        check_page([certified(authority, "R001")[1]], Text.same("x"))
