"""Signing a document with a key that a file describes, and checking one as an outsider does."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pydantic import model_validator

from records.certificates import Entry
from records.durable_file import write_durably
from records.register import read
from reports.documents import CANCELLED, NO_CERTIFICATE, SIMULATED
from reports.errors import SignatureFault
from reports.read_back import page_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyhanko.sign.signers.pdf_cms import Signer

    from reports.signatures.checking import Checked
    from reports.signatures.trust import Trust

PASSPHRASE, PIN = "STEELYARD_PASSPHRASE", "STEELYARD_TOKEN_PIN"
_UNTIL = re.compile(r"(?:有效期至|使用期限至|Validuntil|Tobereplacedafter)\D{0,30}?(\d{4})[年-](\d{2})[月-](\d{2})")


class KeyFile(Entry):
    """Which key signs: exactly one of `key`, `command` and `token`.

    Attributes:
        certificate: The signer's certificate, beside this file or absolute.
        authority: The certificate of the authority that issued it.
        key: A private key in PEM, with a passphrase.
        command: An external command that gets the bytes to be signed and writes the signature.
        module, token, label: A PKCS#11 library, the label of the token, and that of the key.
        time_stamps: Address of a time-stamp authority (RFC 3161).
    """

    certificate: str
    authority: str
    key: str = ""
    command: tuple[str, ...] = ()
    module: str = ""
    token: str = ""
    label: str = ""
    time_stamps: str = ""

    @model_validator(mode="after")
    def _one(self) -> KeyFile:
        if sum(map(bool, (self.key, self.command, self.token))) != 1:
            raise ValueError("name exactly one of key, command and token")
        if self.token and not (self.module and self.label):
            raise ValueError("a token needs module and label")
        return self


def sign_file(document: Path, role: str, key_file: Path, *, secret: Callable[[str], str]) -> None:
    """Sign a document in its place; what is there stays, byte by byte.

    Args:
        document: The PDF.
        role: ``verifier``, ``checker``, ``approver`` or ``seal``.
        key_file: Describes the key, see `KeyFile`.
        secret: Asks for the passphrase or PIN that a variable of the environment does not give.

    Raises:
        SignatureFault: The document is none that may be signed, it is another's turn, or the key does not sign.
        RegisterError: The key file is wrong.
    """
    from reports.signatures.places import Role
    from reports.signatures.qr import essentials, qr_text
    from reports.signatures.signing import identity, sign
    from reports.signatures.stamp import line_stamp, seal_stamp

    pdf = document.read_bytes()
    _refuse_marked(pdf)
    described = read(key_file, KeyFile)
    signer = _signer(described, key_file.parent, secret)
    who = identity(signer.signing_cert)
    if role == Role.SEAL:
        contact = qr_text(essentials(pdf, valid_until(pdf)), signer)
        stamp = seal_stamp(contact)
    else:
        from datetime import datetime

        contact = ""
        moment = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")
        stamp = line_stamp(who.name, moment, signer.signing_cert.sha256.hex()[:12])
    stamps = None
    if described.time_stamps:
        from pyhanko.sign.timestamps import HTTPTimeStamper

        stamps = HTTPTimeStamper(described.time_stamps)
    write_durably(document, sign(pdf, Role(role), signer, stamp, contact=contact, time_stamps=stamps))


def _refuse_marked(pdf: bytes) -> None:
    """Refuse a document that bears a mark: simulated, cancelled, no certificate."""
    page = page_texts(pdf)[0]
    marks = [mark for mark in (SIMULATED, CANCELLED, NO_CERTIFICATE) if mark in page]
    if marks:
        raise SignatureFault(f"the document bears the mark {', '.join(marks)}; it is not signed")


def _signer(described: KeyFile, folder: Path, secret: Callable[[str], str]) -> Signer:
    from reports.signatures.keys import command_signer, pem_signer, read_certificates, token_signer

    certificate = read_certificates((folder / described.certificate).read_bytes())[0]
    chain = read_certificates((folder / described.authority).read_bytes())
    if described.key:
        given = os.environ.get(PASSPHRASE) or secret(PASSPHRASE)
        return pem_signer((folder / described.key).read_bytes(), given, certificate, chain)
    if described.command:
        return command_signer(described.command, certificate, chain)
    pin = os.environ.get(PIN) or secret(PIN)
    return token_signer(folder / described.module, described.token, described.label, pin, certificate, chain)


def valid_until(pdf: bytes) -> str:
    """The last day that the cover of a document states, ISO; empty where it states none."""
    found = _UNTIL.search(page_texts(pdf)[0])
    return "-".join(found.groups()) if found else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an outsider is told.

    Attributes:
        genuine: Whether it is by whom it says, and unaltered.
        problems: Why not.
        title: Title and number.
        valid_until: Last day, ISO; empty where none is given.
        state: ``EXPIRED`` by that day, else ``UNKNOWN``: only the laboratory's store knows whether it was replaced.
        signatures: Role, name and time of each signature.
    """

    genuine: bool
    problems: tuple[str, ...]
    title: str = ""
    valid_until: str = ""
    state: str = "UNKNOWN"
    signatures: tuple[tuple[str, str, str], ...] = ()


def trusted(certificates: Sequence[Path], lists: Sequence[Path]) -> Trust:
    """What the files of an outsider say that is trusted.

    Raises:
        SignatureFault: A file is no certificate, or no list of revoked ones.
    """
    from reports.signatures.keys import read_certificates
    from reports.signatures.trust import trust

    found = [c for path in certificates for c in read_certificates(path.read_bytes())]
    return trust(tuple(found), tuple(path.read_bytes() for path in lists))


def check_document(pdf: bytes, trust: Trust, today: date) -> Answer:
    """What the signatures of a document prove."""
    from reports.signatures.checking import check_pdf

    found = check_pdf(pdf, trust)
    signatures = tuple((str(s.role), s.who.name, s.time.isoformat()) for s in found.signatures)
    if not found.genuine:
        return Answer(False, found.problems, signatures=signatures)
    problem = _qr_problem(found, pdf)
    if problem:
        return Answer(False, (problem,), signatures=signatures)
    from reports.signatures.qr import read_qr

    said, _ = read_qr(found.signatures[-1].contact)
    return Answer(True, (), said.title, said.valid_until, _state(said.valid_until, today), signatures)


def _qr_problem(found: Checked, pdf: bytes) -> str:
    """Whether the QR says what stands in the document."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader

    from reports.signatures.qr import essentials, proven_by, read_qr

    seal = PdfFileReader(BytesIO(pdf)).embedded_signatures[-1].signer_cert
    try:
        said, signature = read_qr(found.signatures[-1].contact)
    except SignatureFault as error:
        return str(error)
    if said != essentials(found.unsealed, valid_until(pdf)) or proven_by(said, signature, [seal]) is None:
        return "the QR says something else than the document"
    return ""


def check_qr(text: str, trust: Trust, today: date) -> Answer:
    """What the text of a QR proves to somebody who trusts the certificate of the seal."""
    from reports.signatures.qr import proven_by, read_qr

    said, signature = read_qr(text)
    seal = proven_by(said, signature, trust.authorities)
    if seal is None:
        return Answer(
            False, ("the QR is signed by no seal whose certificate is trusted",), said.title, said.valid_until
        )
    if trust.revocation(seal) is not None:
        return Answer(False, ("the certificate of the seal is revoked",), said.title, said.valid_until)
    return Answer(True, (), said.title, said.valid_until, _state(said.valid_until, today))


def _state(last: str, today: date) -> str:
    return "EXPIRED" if last and date.fromisoformat(last) < today else "UNKNOWN"
