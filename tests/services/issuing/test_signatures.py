"""Documents are numbered, signed with keys that files describe, and checked as an outsider does."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from records.errors import RegisterError
from records.register import read
from registers.documents import DOCUMENTS
from registers.errors import RegistersError
from registers.people import PEOPLE as REGISTERED
from registers.people import PersonRow
from reports.documents import write_documents
from reports.errors import SignatureFault, SignedFile
from reports.read_back import page_texts
from reports.signatures.places import Role
from reports.signatures.qr import Essentials, read_qr
from services.issuing import steps
from services.issuing.document_check import StoreStates, check, trusted
from services.issuing.issue import issue, replacement
from services.issuing.published import ListedStates, published
from services.issuing.sheets import labels
from services.issuing.signatures import put_signature, sign_file
from services.signing.key_files import PASSPHRASE, KeyFile, get_signer
from services.signing.signers import certify, listed, new_authority, new_request, revoke
from tests.services.issuing.office import LABORATORY, PAGE, PEOPLE, SECRET, Office, office_of
from tests.services.issuing.runs_of_every_kind import Kept

TODAY, AFTER = datetime.now(UTC).astimezone().date(), date(2046, 12, 1)


@pytest.fixture(scope="module")
def office(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_of(kept, tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture(scope="module")
def issued(office: Office) -> tuple[str, Path]:
    """Number and file of a certificate that everybody signed."""
    (made,) = issue(office.kept.url, ["conform"], office.folder / "out", LABORATORY, by="A001", on=TODAY)
    office.sign(made.files[0], *Role)
    return made.number, made.files[0]


def authority(office: Office) -> list[Path]:
    return [office.folder / "authority" / "authority.crt"]


def test_a_document_that_everybody_signed_is_valid(office: Office, issued: tuple[str, Path]) -> None:
    number, file = issued
    assert number == f"{TODAY.year}L0052000001"
    known, store = trusted(authority(office), []), StoreStates(office.kept.url)
    found = check(file.read_bytes(), known, TODAY, store)
    assert (found.genuine, found.state) == (True, "VALID"), found.reasons
    assert (found.essentials["number"], found.essentials["title"]) == (number, "检定证书")
    assert [name for _, name, _ in found.signatures] == [name for _, name in PEOPLE.values()]
    assert check(file.read_bytes(), known, AFTER, store).state == "EXPIRED"
    assert check(file.read_bytes(), known, AFTER).state == "EXPIRED"
    assert check(file.read_bytes(), known, TODAY).state == "UNKNOWN"
    with office.kept.desk() as at:
        row = at.book.get(DOCUMENTS, number).record
    assert (row.state, row.verifier, row.checker, row.approver) == ("issued", "V001", "R001", "A001")
    assert row.signatures == ("verifier", "checker", "approver", "seal")


def test_a_phone_reads_the_qr_and_checks_it_without_a_network(office: Office, issued: tuple[str, Path]) -> None:
    document = pypdfium2.PdfDocument(issued[1].read_bytes())
    document.init_forms()
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=300 / 72).to_pil())
    assert code.text.startswith(f"{PAGE}#steelyard:2:")
    known = trusted([office.folder / "seal" / "seal.crt"], [])
    found = check(code.text, known, TODAY, StoreStates(office.kept.url))
    assert (found.genuine, found.state, found.essentials["serial"]) == (True, "VALID", "G-2026-0101")
    assert not check(code.text, trusted([office.folder / "R001" / "R001.crt"], []), TODAY).genuine
    _, signature = read_qr(code.text)
    assert len(signature) > 60
    other = Essentials(**{**found.essentials, "valid_until": "2036-01-01"})
    number = int.from_bytes(b"\x01" + len(signature).to_bytes(2) + signature + other.signed)
    assert not check(f"steelyard:2:{number}", known, TODAY).genuine
    for text in ("https://example.org", "steelyard:2:", "steelyard:2:12", f"{code.text}1", "steelyard:2:٣"):
        with pytest.raises(SignatureFault, match="not that of a QR"):
            check(text, known, TODAY)


def test_an_outsider_asks_the_list_that_is_published(office: Office, issued: tuple[str, Path]) -> None:
    known, file = trusted(authority(office), []), issued[1].read_bytes()
    signer = get_signer(read(office.key("seal"), KeyFile), office.key("seal").parent, lambda _: SECRET)
    made = published(office.kept.url, signer)
    assert check(file, known, TODAY, ListedStates(made, known)).state == "VALID"
    assert check(file, known, AFTER, ListedStates(made, known)).state == "EXPIRED"
    assert b"G-2026-0101" not in made
    changed = made.replace(b"issued", b"cancelled"[:6])
    with pytest.raises(SignatureFault, match="changed"):
        ListedStates(changed, known)
    with pytest.raises(SignatureFault, match="no seal"):
        ListedStates(made, trusted([office.folder / "R001" / "R001.crt"], []))
    checker = get_signer(read(office.key("checker"), KeyFile), office.key("checker").parent, lambda _: SECRET)
    with pytest.raises(SignatureFault, match="no seal"):
        ListedStates(published(office.kept.url, checker), known)
    with pytest.raises(SignatureFault, match="no list"):
        ListedStates(json.dumps({"list": "{}"}).encode(), known)


def test_another_takes_nobodys_turn(office: Office, tmp_path: Path) -> None:
    (made,) = issue(office.kept.url, ["another"], tmp_path, LABORATORY, by="A001", on=TODAY)
    file, before = made.files[0], made.files[0].read_bytes()
    for role, key, why in (
        ("verifier", "checker", "that of V001"),
        ("checker", "verifier", "another step"),
        ("seal", "approver", "that of seal"),
        ("approver", "approver", "it can become: checked"),
    ):
        with pytest.raises((RegistersError, SignatureFault), match=f"{why}|comes after"):
            sign_file(office.kept.url, file, role, office.key(key), secret=lambda _: SECRET)
    assert file.read_bytes() == before
    with office.kept.desk() as at:
        at.change("A001", "test", lambda c: c.add(REGISTERED, PersonRow(name="李", functions=("verifier",)), "R001"))
    office.sign(file, "verifier")
    with pytest.raises(RegistersError, match="function reviewer"):
        office.sign(file, "checker")
    with office.kept.desk() as at:
        at.change("A001", "test", lambda c: c.remove(REGISTERED, "R001"))
    with pytest.raises(RegistersError, match="bears signatures"):
        issue(office.kept.url, ["another"], tmp_path, LABORATORY, by="A001", on=TODAY)
    with office.kept.desk() as at:
        entries = at.store.events("another")
    with pytest.raises(SignedFile):
        write_documents(entries, tmp_path)
    office.sign(file, "checker")
    other = tmp_path / "other.pdf"
    other.write_bytes(put_signature(before, "verifier", _signer(office, "verifier")))
    with pytest.raises(RegistersError, match="another digest"):
        office.sign(other, "checker")


def _signer(office: Office, role: str):
    return get_signer(read(office.key(role), KeyFile), office.key(role).parent, lambda _: SECRET)


@pytest.mark.parametrize("kind", ["simulated"])
def test_what_bears_a_mark_is_not_signed(office: Office, kind: str, tmp_path: Path) -> None:
    (made,) = issue(office.kept.url, [kind], tmp_path, LABORATORY, by="A001", on=TODAY)
    assert made.number.startswith("SIM-")
    with pytest.raises(SignatureFault, match="模拟运行"):
        office.sign(made.files[0], "verifier")


def test_labels_carry_what_the_certificate_says(office: Office, issued: tuple[str, Path], tmp_path: Path) -> None:
    number = issued[0]
    sheet = labels(office.kept.url, [number] * 3, tmp_path / "labels.pdf", office.key("seal"), single=False, skip=20,
                   secret=lambda _: SECRET)  # fmt: skip
    document = pypdfium2.PdfDocument(sheet.read_bytes())
    found = [zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil()) for page in document]
    assert [len(codes) for codes in found] == [1, 2]
    known = trusted([office.folder / "seal" / "seal.crt"], [])
    for codes in found:
        answer = check(codes[0].text, known, TODAY, StoreStates(office.kept.url))
        assert (answer.state, answer.essentials["number"]) == ("VALID", number)
    single = labels(office.kept.url, [number] * 2, tmp_path / "one.pdf", office.key("seal"), single=True, skip=0,
                    secret=lambda _: SECRET)  # fmt: skip
    assert len(pypdfium2.PdfDocument(single.read_bytes())) == 2
    with office.kept.desk() as at:
        notice = steps.number(at, "rejected", LABORATORY, "A001", TODAY)
    with pytest.raises(RegistersError, match="valid gets a label"):
        labels(office.kept.url, [notice], tmp_path / "no.pdf", office.key("seal"), single=True, skip=0,
               secret=lambda _: SECRET)  # fmt: skip


def test_what_is_cancelled_or_replaced_is_told(office: Office, issued: tuple[str, Path], tmp_path: Path) -> None:
    known, store, signer = trusted(authority(office), []), StoreStates(office.kept.url), _signer(office, "seal")
    new = replacement(office.kept.url, issued[0], tmp_path, LABORATORY, by="A001", why="client renamed", on=TODAY)
    assert issued[0] in "".join(page_texts(new.files[0].read_bytes()))
    office.sign(new.files[0], *Role)
    old = check(issued[1].read_bytes(), known, TODAY, store)
    assert (old.genuine, old.state, new.number in old.reasons[0].en) == (True, "SUPERSEDED", True)
    assert check(new.files[0].read_bytes(), known, TODAY, store).state == "VALID"
    with office.kept.desk() as at:
        steps.cancel(at, new.number, "A001", "seal broken")
    gone = check(new.files[0].read_bytes(), known, TODAY, store)
    assert (gone.state, "seal broken" in gone.reasons[0].en) == ("CANCELLED", True)
    listed_ = ListedStates(published(office.kept.url, signer), known)
    states = [check(f.read_bytes(), known, TODAY, listed_).state for f in (issued[1], new.files[0])]
    assert states == ["SUPERSEDED", "CANCELLED"]


def test_a_key_is_changed_and_a_lost_one_revoked(office: Office, tmp_path: Path) -> None:
    folder = office.folder / "authority"
    with pytest.raises(SignatureFault, match="not written over"):
        new_authority(folder, "示范院", SECRET)
    with pytest.raises(SignatureFault, match="another folder"):
        new_request("R001", "李核验", office.folder / "R001", SECRET)
    certify(folder, new_request("R001", "李核验", tmp_path / "R001", SECRET), SECRET)
    rows = [row for row in listed(folder) if row.person == "R001"]
    assert (len(rows), {row.revoked for row in rows}) == (2, {""})
    with pytest.raises(SignatureFault, match="2 certificates"):
        revoke(folder, "R001", SECRET)
    crl = revoke(folder, rows[1].serial, SECRET)
    assert sum(bool(row.revoked) for row in listed(folder)) == 1
    revoke(folder, "R001", SECRET)
    assert sum(bool(row.revoked) for row in listed(folder)) == 2
    assert len(trusted(authority(office), [crl]).revoked) == 2
    with pytest.raises(SignatureFault, match="no request"):
        certify(folder, office.folder / "R001" / "R001.crt", SECRET)
    with pytest.raises(SignatureFault, match="passphrase"):
        revoke(folder, "A001", "the wrong one")


def test_a_key_file_names_one_key(office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('certificate = "a"\nauthority = "b"\n', encoding="utf-8")
    with pytest.raises(RegisterError, match="exactly one"):
        read(wrong, KeyFile)


def test_the_passphrase_comes_from_the_environment(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE, "the wrong one")
    with pytest.raises(SignatureFault, match="cannot be opened"):
        _signer(office, "verifier")
