"""Documents are signed with keys that files describe, and checked as an outsider does."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader

from records.errors import RegisterError
from reports.documents import write_documents
from reports.errors import SignatureFault
from reports.signatures.certificates import key_bytes, new_authority, new_key
from reports.signatures.places import Role
from services.signatures import PASSPHRASE, check_document, check_qr, sign_file, trusted, valid_until
from tests.real_runs import performed
from tests.reports.signatures.conftest import NOW, PEOPLE

SECRET = "eight or more"  # noqa: S105  of keys of these tests
BEFORE, AFTER = date(2026, 12, 1), date(2036, 12, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The keys of everybody."""
    folder = tmp_path_factory.mktemp("keys")
    authority = new_authority("示范院", now=NOW)
    (folder / "authority.crt").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    for role, (person, name) in PEOPLE.items():
        key = new_key()
        issued = authority.issue(key.public_key(), person, name, now=NOW).public_bytes(Encoding.PEM)
        (folder / f"{role}.crt").write_bytes(issued)
        (folder / f"{role}.key").write_bytes(key_bytes(key, SECRET))
        words = f'certificate = "{role}.crt"\nauthority = "authority.crt"\nkey = "{role}.key"\n'
        (folder / f"{role}.toml").write_text(words, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def issued(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that everybody signed."""
    plain = write_documents(performed("JJG 539", simulated=False), tmp_path_factory.mktemp("signed"))[0]
    for role in Role:
        sign_file(plain, str(role), folder / f"{role}.toml", secret=lambda _: SECRET)
    return plain


def test_a_document_that_everybody_signed_is_genuine(folder: Path, issued: Path) -> None:
    known = trusted([folder / "authority.crt"], [])
    found = check_document(issued.read_bytes(), known, BEFORE)
    assert (found.genuine, found.problems, found.state) == (True, (), "UNKNOWN")
    assert found.title.startswith("检定证书")
    assert found.valid_until == valid_until(issued.read_bytes()) == "2027-11-22"
    assert [name for _, name, _ in found.signatures] == [name for _, name in PEOPLE.values()]
    assert check_document(issued.read_bytes(), known, AFTER).state == "EXPIRED"


def test_the_qr_is_checked_without_the_document(folder: Path, issued: Path) -> None:
    with issued.open("rb") as file:
        text = str(PdfFileReader(file).embedded_signatures[-1].sig_object["/ContactInfo"])
    known = trusted([folder / "seal.crt"], [])
    assert check_qr(text, known, BEFORE).genuine
    assert check_qr(text, known, AFTER).state == "EXPIRED"
    assert not check_qr(text, trusted([folder / "checker.crt"], []), BEFORE).genuine
    plain, _, signature = text.partition(".")
    changed = plain[:-3] + ("A" if plain[-3] != "A" else "B") + plain[-2:]
    assert not check_qr(f"{changed}.{signature}", known, BEFORE).genuine
    with pytest.raises(SignatureFault, match="not that of a QR"):
        check_qr("https://example.org", known, BEFORE)


def test_a_simulated_document_is_not_signed(folder: Path, tmp_path: Path) -> None:
    plain = write_documents(performed("JJG 539", simulated=True), tmp_path)[0]
    before = plain.read_bytes()
    with pytest.raises(SignatureFault, match="模拟运行"):
        sign_file(plain, "verifier", folder / "verifier.toml", secret=lambda _: SECRET)
    assert plain.read_bytes() == before


def test_a_key_file_names_one_key(folder: Path, issued: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('certificate = "a"\nauthority = "b"\n', encoding="utf-8")
    with pytest.raises(RegisterError, match="exactly one"):
        sign_file(issued, "seal", wrong, secret=lambda _: "")


def test_the_passphrase_comes_from_the_environment(
    folder: Path, tmp_path: Path, issued: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE, "the wrong one")
    copy = Path(shutil.copy(issued, tmp_path))
    with pytest.raises(SignatureFault, match="cannot be opened"):
        sign_file(copy, "verifier", folder / "verifier.toml", secret=lambda _: SECRET)
