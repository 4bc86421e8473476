"""The console by TLS, with a certificate of a test's own authority: verified by a client, used by a browser."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import Browser, expect

from tests.console.web.conftest import Served
from tests.console.web.shown_lab import Shown
from tests.services.accounts.conftest import PASSWORD


@dataclass
class Secure:
    """A console by TLS, and the certificate of the authority that vouches for it."""

    served: Served
    authority: Path


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(
    subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey, *, authority: bool
) -> bytes:
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    )  # fmt: skip
    return built.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def secure(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    folder: Path = tmp_path_factory.mktemp("tls")
    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    (folder / "authority.pem").write_bytes(certificate("Authority", root, "Authority", root, authority=True))
    (folder / "bench.pem").write_bytes(certificate("bench", own, "Authority", root, authority=False))
    key = own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "bench.key").write_bytes(key)
    served = Served(shown.served.folder)
    served.start("--tls-certificate", str(folder / "bench.pem"), "--tls-key", str(folder / "bench.key"))
    yield Secure(served, folder / "authority.pem")
    served.stop()


def test_a_client_that_knows_the_authority_gets_a_cookie_for_tls_alone(secure: Secure) -> None:
    assert secure.served.url.startswith("https://127.0.0.1:")
    trust = ssl.create_default_context(cafile=str(secure.authority))
    with httpx.Client(base_url=secure.served.url, verify=trust, headers={"Origin": secure.served.url}) as client:
        answer = client.post("/login", data={"person": "V002", "password": PASSWORD})
        assert answer.status_code == 303
        said = answer.headers["set-cookie"]
        assert said.startswith("__Host-steelyard=")
        assert {"secure", "httponly", "samesite=strict"} <= {part.strip().lower() for part in said.split(";")}
        assert client.get("/").status_code == 200
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"{secure.served.url}/login", verify=ssl.create_default_context())


def test_a_browser_logs_in_and_the_page_stays_connected(secure: Secure, browser: Browser) -> None:
    context = browser.new_context(base_url=secure.served.url, ignore_https_errors=True)
    page = context.new_page()
    page.goto("/login?lang=en")
    page.fill("[name=person]", "V002")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".sy-user")).to_have_text("赵检定")
    expect(page.locator("[data-mark=next]")).to_be_visible(timeout=30_000)  # filled by the socket
    context.close()
