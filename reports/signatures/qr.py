"""The text of the QR in the seal: what a phone can check without a network.

It holds the essentials of the document and the digest of what the three people signed, as compact JSON, with a
signature by the seal's key. Who has the laboratory's certificate of the seal can check it with nothing else. Where the
laboratory has a page for checking, the text is its address with all this behind ``#``, which no browser sends on.

Data and signature are one decimal number: a QR holds three digits in ten bits, other text in eight bits a character.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from reports.errors import SignatureFault
from reports.pdfium import opened_pdf
from reports.signatures.keys import is_sm2
from reports.signatures.signing import sign_bytes
from reports.signatures.sm2 import verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers.pdf_cms import Signer

PREFIX = "steelyard:2:"
ATTACHED = "essentials.json"
NO_QR = "the text is not that of a QR of a document"
LONGEST = 4000
"""Digits that a text may have; a QR holds no more than 7089."""


@dataclass(frozen=True, slots=True)
class Essentials:
    """What a QR says.

    Attributes:
        number, title: Number and title of the document.
        instrument, serial: The instrument.
        regulation, conclusion: What it was verified by, and what was concluded.
        on, valid_until: Day of the verification and last day, ISO; empty where the document gives none.
        issuer: The laboratory.
        digest: SHA-256 of the document before it was sealed, hexadecimal.
    """

    number: str
    title: str
    instrument: str
    serial: str
    regulation: str
    conclusion: str
    on: str
    valid_until: str
    issuer: str
    digest: str

    @property
    def signed(self) -> bytes:
        """The bytes that the seal's key signs."""
        return json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":")).encode()


def essentials(pdf: bytes) -> tuple[Essentials, str]:
    """The essentials that a document carries, with the digest of these bytes, and the address of the page for checking.

    Raises:
        SignatureFault: It carries none.
    """
    with opened_pdf(pdf) as document:
        held = [document.get_attachment(n) for n in range(document.count_attachments())]
        content = next((bytes(one.get_data()) for one in held if one.get_name() == ATTACHED), b"{}")
    try:
        said = json.loads(content)
        page = said.pop("check_page", "")
        return Essentials(**said, digest=hashlib.sha256(pdf).hexdigest()), page
    except (ValueError, TypeError, AttributeError) as error:
        raise SignatureFault("the file is no document that steelyard wrote: it carries no essentials") from error


def qr_text(said: Essentials, signer: Signer, page: str = "") -> str:
    """The text of the QR.

    Args:
        said: The essentials.
        signer: The key of the seal.
        page: Address of the page for checking.

    Raises:
        SignatureFault: The key does not sign.
    """
    signature = sign_bytes(signer, said.signed)
    content = b"\x01" + len(signature).to_bytes(2) + signature + said.signed
    return f"{page}#{PREFIX}{int.from_bytes(content)}" if page else f"{PREFIX}{int.from_bytes(content)}"


def svg_of(text: str) -> bytes:
    """The QR of a text, its digits in the mode in which they take the least room; no border."""
    import segno
    from segno.consts import MODE_BYTE, MODE_NUMERIC

    start, found, digits = text.rpartition(":")
    parts: Any = [(start + found, MODE_BYTE), (digits, MODE_NUMERIC)] if digits.isdecimal() else text
    picture = segno.make(parts, error="l", micro=False, boost_error=False)
    return picture.svg_inline(border=0, omitsize=True).encode()


def read_qr(text: str) -> tuple[Essentials, bytes]:
    """What a QR says, and the signature over it.

    Raises:
        SignatureFault: It is none of ours.
    """
    _, found, digits = text.strip().partition(PREFIX)
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST else 0
    content = number.to_bytes((number.bit_length() + 7) // 8)
    end = 3 + int.from_bytes(content[1:3])
    try:
        values = json.loads(content[end:]) if found and content[:1] == b"\x01" else []
        said = Essentials(*values) if all(isinstance(value, str) for value in values) else None
    except (ValueError, TypeError) as error:
        raise SignatureFault(NO_QR) from error
    if said is None or said.signed != content[end:]:
        raise SignatureFault(NO_QR)
    return said, content[3:end]


def proven_by(data: bytes, signature: bytes, certificates: Sequence[Certificate]) -> Certificate | None:
    """The certificate whose key signed some bytes; None where none did."""
    return next((c for c in certificates if _signed(c, data, signature)), None)


def _signed(certificate: Certificate, data: bytes, signature: bytes) -> bool:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    if is_sm2(certificate):
        return verified(certificate, data, signature)
    key = x509.load_der_x509_certificate(certificate.dump()).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True
