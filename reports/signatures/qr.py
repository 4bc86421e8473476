"""The text of the QR in the seal: what a phone can check without a network.

It holds number and title of the document, until when it holds, and the digest of what the three people signed, with a
signature by the seal's key. Who has the laboratory's certificate of the seal can check it with nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.errors import SignatureFault
from reports.signatures.keys import is_sm2
from reports.signatures.signing import sign_bytes
from reports.signatures.sm2 import verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers.pdf_cms import Signer

PREFIX = "steelyard:1:"


@dataclass(frozen=True, slots=True)
class Essentials:
    """What a QR says.

    Attributes:
        title: Title and number of the document, as its metadata give them.
        valid_until: Last day, ISO; empty where the document gives none.
        digest: SHA-256 of the document before it was sealed, hexadecimal.
    """

    title: str
    valid_until: str
    digest: str

    @property
    def signed(self) -> bytes:
        """The bytes that the seal's key signs."""
        return PREFIX.encode() + "\n".join((self.title, self.valid_until, self.digest)).encode()


def essentials(pdf: bytes, valid_until: str) -> Essentials:
    """The essentials of a document that the three people signed."""
    import pypdfium2

    title = pypdfium2.PdfDocument(pdf).get_metadata_value("Title")  # type: ignore[no-untyped-call]
    return Essentials(title, valid_until, hashlib.sha256(pdf).hexdigest())


def qr_text(said: Essentials, signer: Signer) -> str:
    """The text of the QR.

    Raises:
        SignatureFault: The key does not sign.
    """
    plain = said.signed[len(PREFIX) :]
    return f"{PREFIX}{_text(plain)}.{_text(sign_bytes(signer, said.signed))}"


def read_qr(text: str) -> tuple[Essentials, bytes]:
    """What a QR says, and the signature over it.

    Raises:
        SignatureFault: It is none of ours.
    """
    plain, _, signature = text.strip().removeprefix(PREFIX).partition(".")
    try:
        title, valid_until, digest = _bytes(plain if text.strip().startswith(PREFIX) else "").decode().split("\n")
        return Essentials(title, valid_until, digest), _bytes(signature)
    except ValueError as error:
        raise SignatureFault("the text is not that of a QR of a document") from error


def proven_by(said: Essentials, signature: bytes, certificates: Sequence[Certificate]) -> Certificate | None:
    """The certificate whose key signed what a QR says; None where none did."""
    return next((c for c in certificates if _signed(c, said.signed, signature)), None)


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


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
