"""Signing a document with a key that a file describes: each signature is a step of the document in its register."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from records.durable_file import write_durably
from records.register import read
from registers.document_steps import advance_document
from registers.documents import DOCUMENTS, STATES, UNISSUED
from registers.errors import RegistersError
from reports.documents import CANCELLED, NO_CERTIFICATE, PROOF, SIMULATED
from reports.errors import SignatureFault
from reports.read_back import page_texts
from services.issuing.desk import desk, refuse_unable
from services.issuing.steps import refuse_unready
from services.signing.key_files import KeyFile, get_signer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyhanko.sign.signers.pdf_cms import Signer

    from registers.change import Change
    from registers.documents import IssuedDocument
    from reports.signatures.signing import Identity
    from services.issuing.desk import Desk

STEPS = {"checker": "checked", "approver": "approved", "seal": "issued"}
"""The state that a document comes to by each signature; that of the verifier changes none."""


def sign_file(url: str, document: Path, role: str, key_file: Path, *, secret: Callable[[str], str]) -> str:
    """Sign a document in its place; what is there stays, byte by byte. Returns its number.

    The register of documents must know the file by its digest, the run of the document must allow the step, and the person
    whom the certificate names must be the one whose turn it is. The file is written in the transaction that notes the step.

    Args:
        url: The store.
        document: The PDF.
        role: ``verifier``, ``checker``, ``approver`` or ``seal``.
        key_file: Describes the key, see `KeyFile`.
        secret: Asks for the passphrase or PIN that a variable of the environment does not give.

    Raises:
        SignatureFault: The document is none that may be signed, it is another's turn, or the key does not sign.
        RegistersError: The register, the run or the person does not allow it.
        RecordsError: The run is not what was written.
        RegisterError: The key file is wrong.
    """
    from reports.signatures.qr import essentials
    from reports.signatures.signing import identity

    pdf = document.read_bytes()
    _refuse_marked(pdf)
    said, page = essentials(pdf)
    described = read(key_file, KeyFile)
    with desk(url) as at:
        row = at.book.get(DOCUMENTS, said.number)
        _refuse_ended(said.number, row.record)
        _refuse_other_file(said.number, row.record, pdf)
        refuse_unready(at, said.number)
        signer = get_signer(described, key_file.parent, secret)
        who = identity(signer.signing_cert)
        _refuse_other_person(at, said.number, row.record, role, who)
        signed = put_signature(pdf, role, signer, described.time_stamps, page)
        _note(at, said.number, row.record, role, who, pdf, signed, document)
    return said.number


def _note(
    at: Desk, number: str, before: IssuedDocument, role: str, who: Identity, pdf: bytes, signed: bytes, path: Path
) -> None:
    """Note the step, and write the file as the last thing of the transaction."""
    state, today = STEPS.get(role, ""), datetime.now().astimezone().date()
    fields: dict[str, Any] = {"digest": sha256(signed).hexdigest(), "signatures": (*before.signatures, role)}
    if role == "seal":
        fields["content"] = sha256(pdf).hexdigest()

    def work(change: Change) -> None:
        ahead = change.get(DOCUMENTS, number).record
        _refuse_ended(number, ahead)
        _refuse_other_file(number, ahead, pdf)
        if state and not _done(ahead, role):
            advance_document(change, number, state, who.person, today, **fields)
        else:
            change.edit(DOCUMENTS, number, **fields)
        write_durably(path, signed)

    at.change(who.person, f"signed: {role}", work)


def _done(document: IssuedDocument, role: str) -> bool:
    """Whether the step of a signature was noted before, as where people sign on paper first."""
    return bool({"checker": document.checker, "approver": document.approver}.get(role, ""))


def _refuse_ended(number: str, document: IssuedDocument) -> None:
    """Refuse a document that was voided, cancelled or replaced; one that was issued on paper is signed afterwards."""
    if document.state not in (*UNISSUED, "issued"):
        state = Text.of(STATES[document.state])
        en = f"document {number} is {state.en.lower()}; it is not signed"
        raise RegistersError([Text(f"文件 {number} {state.zh}，不予签名", en)])


def _refuse_other_file(number: str, document: IssuedDocument, pdf: bytes) -> None:
    if sha256(pdf).hexdigest() != document.digest:
        zh = f"文件不是登记中的 {number}（摘要不同）；请用 steelyard documents issue 重新写出"
        en = f"the file is not {number} as the register knows it (another digest); write it again: steelyard documents issue"
        raise RegistersError([Text(zh, en)])


def _refuse_other_person(at: Desk, number: str, document: IssuedDocument, role: str, who: Identity) -> None:
    noted = {"verifier": document.verifier, "checker": document.checker, "approver": document.approver}.get(role, "")
    if role == "seal":
        noted = "seal"
    if noted and who.person != noted:
        zh = f"文件 {number} 的这一签名属于 {noted}，不是 {who.person}"
        raise RegistersError([Text(zh, f"document {number}: this signature is that of {noted}, not of {who.person}")])
    if role != "seal":
        refuse_unable(at.book, STEPS.get(role, ""), who.person)


def put_signature(pdf: bytes, role: str, signer: Signer, time_stamps: str = "", page: str = "") -> bytes:
    """The document with one more signature and what it shows; the seal shows the QR.

    Args:
        pdf: The document.
        role: What the signature says.
        signer: The key.
        time_stamps: Address of a time-stamp authority; empty for none.
        page: Address of the page for checking, which the QR leads to.

    Raises:
        SignatureFault: It is another's turn, or the key does not sign.
    """
    from reports.signatures.places import Role
    from reports.signatures.qr import essentials, qr_text
    from reports.signatures.signing import identity, sign
    from reports.signatures.stamp import line_stamp, seal_stamp

    if role == Role.SEAL:
        contact = qr_text(essentials(pdf)[0], signer, page)
        stamp = seal_stamp(contact)
    else:
        contact = ""
        moment = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")
        stamp = line_stamp(identity(signer.signing_cert).name, moment, signer.signing_cert.sha256.hex()[:12])
    stamps = None
    if time_stamps:
        from pyhanko.sign.timestamps import HTTPTimeStamper

        stamps = HTTPTimeStamper(time_stamps)
    return sign(pdf, Role(role), signer, stamp, contact=contact, time_stamps=stamps)


def _refuse_marked(pdf: bytes) -> None:
    """Refuse a document that bears a mark: simulated, cancelled, no certificate, not issued."""
    page = page_texts(pdf)[0]
    marks = [mark for mark in (SIMULATED, CANCELLED, NO_CERTIFICATE, PROOF) if mark in page]
    if marks:
        raise SignatureFault(f"the document bears the mark {', '.join(marks)}; it is not signed")
