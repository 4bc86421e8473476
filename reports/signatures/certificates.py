"""X.509 certificates of those who sign: a laboratory's own authority issues them, and lists those that are revoked.

A laboratory whose people have certificates of a public authority needs none of this: it names that authority's
certificate and its revocation list in ``signers.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reports.errors import SignatureFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
    from cryptography.x509 import Certificate, Name

AUTHORITY_DAYS, SIGNER_DAYS, LIST_DAYS = 3650, 1096, 366
"""How long a certificate of the authority, one of a person, and a list of revoked certificates are valid."""


def new_key() -> EllipticCurvePrivateKey:
    """A new private key: ECDSA on P-256, which every reader of PDF knows."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def key_bytes(key: EllipticCurvePrivateKey, passphrase: str) -> bytes:
    """A private key as PEM, encrypted.

    Raises:
        SignatureFault: The passphrase is too short to protect it.
    """
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

    if len(passphrase) < 8:
        raise SignatureFault("a passphrase has at least 8 characters")
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))


@dataclass(frozen=True, slots=True)
class Authority:
    """What issues certificates for the people of one laboratory.

    Attributes:
        key: Its private key.
        certificate: Its own certificate; outsiders who trust this one trust every document.
    """

    key: EllipticCurvePrivateKey
    certificate: Certificate

    def issue(self, public: EllipticCurvePublicKey, person: str, name: str, *, now: datetime) -> Certificate:
        """A certificate for a person's key, or for the laboratory's seal.

        Args:
            public: The public key.
            person: Identity in ``people.toml``, or ``seal``.
            name: Name of the person or of the laboratory.
            now: First moment of its validity.
        """
        from cryptography import x509
        from cryptography.x509.oid import NameOID

        organisation = self.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
        subject = x509.Name([
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, person),
        ])  # fmt: skip
        until = min(now + timedelta(days=SIGNER_DAYS), self.certificate.not_valid_after_utc)
        return _signed(self.key, self.certificate.subject, subject, public, (now, until), authority=False)

    def revocations(self, revoked: Mapping[int, datetime], *, now: datetime) -> bytes:
        """The list of revoked certificates, signed; DER.

        Args:
            revoked: Serial number of each to the moment from which its signatures are not believed.
            now: Moment of the list.
        """
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.serialization import Encoding

        made = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        made = made.last_update(now).next_update(now + timedelta(days=LIST_DAYS))
        made = made.add_extension(x509.CRLNumber(int(now.timestamp() * 1000)), critical=False)
        for serial, since in revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
            made = made.add_revoked_certificate(entry.build())
        return made.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


def new_authority(laboratory: str, *, now: datetime) -> Authority:
    """An authority for a laboratory.

    Args:
        laboratory: Name of the laboratory.
        now: First moment of its validity.
    """
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    key = new_key()
    subject = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, laboratory),
        x509.NameAttribute(NameOID.COMMON_NAME, f"{laboratory} signing authority"[:64]),
    ])  # fmt: skip
    span = now, now + timedelta(days=AUTHORITY_DAYS)
    return Authority(key, _signed(key, subject, subject, key.public_key(), span, authority=True))


def read_authority(key: bytes, certificate: bytes, passphrase: str) -> Authority:
    """An authority from its PEM files.

    Raises:
        SignatureFault: The passphrase is wrong, or a file is none.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(key, passphrase.encode())
        found = x509.load_pem_x509_certificate(certificate)
    except (ValueError, TypeError) as error:
        raise SignatureFault(f"the authority's key cannot be opened: {error}. Check the passphrase.") from error
    if not isinstance(private, EllipticCurvePrivateKey) or private.public_key() != found.public_key():
        raise SignatureFault("the authority's key is not that of its certificate")
    return Authority(private, found)


def _signed(
    key: EllipticCurvePrivateKey,
    issuer: Name,
    subject: Name,
    public: EllipticCurvePublicKey,
    span: tuple[datetime, datetime],
    *,
    authority: bool,
) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = x509.CertificateBuilder().issuer_name(issuer).subject_name(subject).public_key(public)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(span[0]).not_valid_after(span[1])
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
    made = made.add_extension(usage, critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    made = made.add_extension(identifier, critical=False)
    return made.sign(key, hashes.SHA256())


def moment() -> datetime:
    """The present, to the second, as certificates state it."""
    return datetime.now(UTC).replace(microsecond=0)
