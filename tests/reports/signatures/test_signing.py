"""Signatures of three people and of the laboratory's seal in one document, and what a stranger can tell from it."""

import os
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from reports.errors import SignatureFault
from reports.read_back import page_texts
from reports.signatures.checking import check_pdf
from reports.signatures.container import altered_container
from reports.signatures.keys import pem_signer
from reports.signatures.places import Role, places
from reports.signatures.signing import fields_signed, sign
from reports.signatures.trust import Trust, trust
from tests.reports.signatures.conftest import NOW, PASSPHRASE, PEOPLE, QR, Office, stamp


def test_everybody_signed_and_an_outsider_can_tell(office: Office, signed: bytes) -> None:
    found = check_pdf(signed, office.trusted)
    assert found.genuine
    assert found.problems == ()
    assert [(s.role, s.who.person, s.who.name) for s in found.signatures] == [(r, *PEOPLE[r]) for r in Role]
    assert found.signatures[-1].contact == QR
    assert found.unsealed == signed[: len(found.unsealed)]
    assert fields_signed(found.unsealed) == ["verifier", "checker", "approver"]


@pytest.mark.systems
@pytest.mark.skipif(
    not shutil.which("pdfsig") and not os.environ.get("STEELYARD_ALL_PEERS"), reason="apt-get install poppler-utils"
)
def test_poppler_accepts_the_signatures_and_the_pages_stay_as_they_were(
    office: Office, signed: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed)
    said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 4
    assert said.count("- Total document signed") == 1  # that of the seal
    assert said.count("Not total document signed") == 3
    assert signed.startswith(office.plain)
    assert page_texts(signed)[1:] == page_texts(office.plain)[1:]


def test_a_stranger_is_not_trusted(signed: bytes) -> None:
    found = check_pdf(signed, Trust())
    assert not found.genuine
    assert "no authority that is trusted" in found.problems[0]


def test_the_order_of_signatures_is_kept(office: Office) -> None:
    key, certificate = office.certified("R001", "李核验")
    signer = pem_signer(key, PASSPHRASE, certificate, office.chain)
    with pytest.raises(SignatureFault, match="checker comes after verifier"):
        sign(office.plain, Role.CHECKER, signer, stamp(Role.CHECKER))


def test_a_document_that_was_not_issued_is_none(office: Office, unsealed: bytes) -> None:
    assert "signed by verifier, checker, approver" in check_pdf(unsealed, office.trusted).problems[0]
    assert "no electronic signature" in check_pdf(office.plain, office.trusted).problems[0]


@pytest.mark.parametrize("second", [Role.CHECKER, Role.APPROVER])
def test_one_person_does_not_sign_for_two(office: Office, second: Role) -> None:
    found = check_pdf(office.signed(people={**PEOPLE, second: PEOPLE[Role.VERIFIER]}), office.trusted)
    assert "one person signed for two" in found.problems[0]


def test_a_person_cannot_seal(office: Office) -> None:
    found = check_pdf(office.signed(people={**PEOPLE, Role.SEAL: ("A002", "赵")}), office.trusted)
    assert found.problems == ("the seal is not the laboratory's",)


def test_a_changed_byte_is_found_anywhere(office: Office, signed: bytes) -> None:
    last = PdfFileReader(BytesIO(signed)).embedded_signatures[-1]
    gap = [int(n) for n in last.byte_range][1:3]
    every = [*range(7, len(signed), len(signed) // 6), gap[0], gap[1] - 1, gap[0] + 700, gap[1] - 40]
    for place in every:
        changed = bytearray(signed)
        changed[place] ^= 0x01
        assert not check_pdf(bytes(changed), office.trusted).genuine, place


def test_the_container_of_the_last_signature_has_one_form(office: Office, signed: bytes) -> None:
    """No signature covers case, padding, versions and names of algorithms in it: they are held against ours."""
    found: Any = PdfFileReader(BytesIO(signed)).embedded_signatures[-1]
    byte_range = [int(n) for n in found.byte_range]
    start, end = byte_range[1], byte_range[2]
    assert altered_container(signed, byte_range, office.chain) == ""
    head = signed.index(found.signer_cert.dump().hex().upper().encode(), start)
    for place in [*range(start + 1, head, 5), end - 2, end - 500]:
        changed = bytearray(signed)
        changed[place] ^= 0x01
        assert altered_container(bytes(changed), byte_range, office.chain), place
    lower = signed[:start] + signed[start:end].lower() + signed[end:]
    assert altered_container(lower, byte_range, office.chain)


def test_what_is_put_behind_the_last_signature_is_found(office: Office, signed: bytes) -> None:
    assert not check_pdf(signed + b"\n% more", office.trusted).genuine


def test_a_revoked_certificate_is_not_believed_without_a_time_stamp(office: Office, signed: bytes) -> None:
    seal = PdfFileReader(BytesIO(signed)).embedded_signatures[-1].signer_cert
    revoked = office.authority.revocations({seal.serial_number: NOW + timedelta(days=9)}, now=NOW)
    found = check_pdf(signed, trust(tuple(office.chain), (revoked,)))
    assert "the certificate is revoked" in found.problems[0]


def test_a_list_of_revocations_by_a_stranger_is_refused(office: Office) -> None:
    from reports.signatures.certificates import new_authority

    stranger = new_authority("示范省计量科学研究院", now=NOW)
    with pytest.raises(SignatureFault, match="signed by no authority"):
        trust(tuple(office.chain), (stranger.revocations({}, now=NOW),))


def test_a_document_without_places_is_not_signed(office: Office, tmp_path: Path) -> None:
    from reports.signatures.stamp import line_stamp

    with pytest.raises(SignatureFault, match="no place for"):
        places(line_stamp("张", "2026", "ab"))


def test_a_wrong_passphrase_is_said(office: Office) -> None:
    key, certificate = office.certified("V001", "张检定")
    with pytest.raises(SignatureFault, match="cannot be opened"):
        pem_signer(key, "another one", certificate, office.chain)
