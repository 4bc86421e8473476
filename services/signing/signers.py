"""The laboratory's signing authority, as files: certificates of the people who sign, new keys, revoked ones.

A folder holds the authority's key and certificate, every certificate that it issued, and its list of revoked ones. A
person makes the key at the own computer and sends only the request.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from records.durable_file import write_durably
from reports.errors import SignatureFault

if TYPE_CHECKING:
    from pathlib import Path

    from reports.signatures.certificates import Authority

KEY, CERTIFICATE, LIST, ISSUED = "authority.key", "authority.crt", "revoked.crl", "issued"


class SignerRow(NamedTuple):
    """A certificate that the authority issued.

    Attributes:
        serial: Its serial number, hexadecimal.
        person, name: Whose it is.
        since, until: Days of its validity.
        revoked: Moment from which it is not believed, ISO; empty where it is.
    """

    serial: str
    person: str
    name: str
    since: str
    until: str
    revoked: str


def new_authority(folder: Path, laboratory: str, passphrase: str) -> Path:
    """Make the authority of a laboratory; returns the file of its certificate, which outsiders trust.

    Raises:
        SignatureFault: There is one in the folder already, or the passphrase is too short.
    """
    from reports.signatures.certificates import key_bytes, moment
    from reports.signatures.certificates import new_authority as made

    if (folder / KEY).exists():
        raise SignatureFault(f"{folder} holds the key of an authority already; it is not written over")
    authority = made(laboratory, now=moment())
    protected = key_bytes(authority.key, passphrase)
    (folder / ISSUED).mkdir(parents=True, exist_ok=True)
    _private(folder / KEY, protected)
    write_durably(folder / CERTIFICATE, _pem(authority.certificate))
    write_durably(folder / LIST, authority.revocations({}, now=moment()))
    return folder / CERTIFICATE


def new_request(person: str, name: str, folder: Path, passphrase: str) -> Path:
    """Make a key for a person, or for the seal, and the request for its certificate; returns the request.

    Args:
        person: Identity in the register of people, or ``seal``.
        name: Name of the person or of the laboratory.
        folder: Where key, request and the file that describes the key go. A new key of a person goes into a new folder.
        passphrase: Protects the key.

    Raises:
        SignatureFault: There is a key already, or the passphrase is too short.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    from reports.signatures.certificates import key_bytes, new_key

    if (folder / f"{person}.key").exists():
        raise SignatureFault(f"{folder} holds a key of {person} already; a new key goes into another folder")
    key = new_key()
    protected = key_bytes(key, passphrase)
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.SERIAL_NUMBER, person)]
    )
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    folder.mkdir(parents=True, exist_ok=True)
    _private(folder / f"{person}.key", protected)
    words = f'certificate = "{person}.crt"\nauthority = "{CERTIFICATE}"\nkey = "{person}.key"\n'
    write_durably(folder / f"{person}.toml", words.encode())
    path = folder / f"{person}.csr"
    write_durably(path, _pem(request))
    return path


def certify(folder: Path, request: Path, passphrase: str) -> Path:
    """Issue the certificate that a request asks for, beside the request; returns its file.

    Raises:
        SignatureFault: The request is none, is not signed by its key, or names nobody.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.x509.oid import NameOID

    from reports.signatures.certificates import moment

    authority = _authority(folder, passphrase)
    try:
        asked = x509.load_pem_x509_csr(request.read_bytes())
    except ValueError as error:
        raise SignatureFault(f"{request} is no request for a certificate") from error
    public = asked.public_key()
    person, name = (_said(asked.subject, of) for of in (NameOID.SERIAL_NUMBER, NameOID.COMMON_NAME))
    if not asked.is_signature_valid or not isinstance(public, EllipticCurvePublicKey) or not (person and name):
        raise SignatureFault(f"{request} is not signed by its own key on an elliptic curve, or names nobody")
    issued = authority.issue(public, person, name, now=moment())
    write_durably(folder / ISSUED / f"{issued.serial_number:x}.crt", _pem(issued))
    path = request.with_suffix(".crt")
    write_durably(path, _pem(issued))
    if not (beside := request.with_name(CERTIFICATE)).exists():
        write_durably(beside, _pem(authority.certificate))
    return path


def revoke(folder: Path, serial: str, passphrase: str, since: datetime | None = None) -> Path:
    """Revoke a certificate, as of a moment; returns the list of revoked ones, which outsiders get.

    Args:
        folder: The authority's.
        serial: Serial number, hexadecimal, or the identity of a person with one certificate that is not revoked.
        passphrase: Of the authority's key.
        since: From when its signatures are not believed; None for now.

    Raises:
        SignatureFault: There is no such certificate, or several.
    """
    from reports.signatures.certificates import moment

    authority, rows = _authority(folder, passphrase), listed(folder)
    open_ = [row for row in rows if not row.revoked and serial in {row.serial, row.person}]
    if len(open_) != 1:
        raise SignatureFault(f"{len(open_)} certificates of {serial} are not revoked; name one by its serial number")
    gone = {int(row.serial, 16): datetime.fromisoformat(row.revoked) for row in rows if row.revoked}
    gone[int(open_[0].serial, 16)] = since or moment()
    write_durably(folder / LIST, authority.revocations(gone, now=moment()))
    return folder / LIST


def listed(folder: Path) -> list[SignerRow]:
    """Every certificate that the authority in a folder issued, oldest first.

    Raises:
        SignatureFault: The folder holds no authority.
    """
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    if not (folder / CERTIFICATE).is_file():
        raise SignatureFault(f"{folder} holds no authority: steelyard signers authority {folder} --name LABORATORY")
    gone = {r.serial_number: r.revocation_date_utc for r in x509.load_der_x509_crl((folder / LIST).read_bytes())}
    rows = []
    for path in (folder / ISSUED).glob("*.crt"):
        of = x509.load_pem_x509_certificate(path.read_bytes())
        since = gone.get(of.serial_number)
        rows.append(SignerRow(
            f"{of.serial_number:x}", _said(of.subject, NameOID.SERIAL_NUMBER), _said(of.subject, NameOID.COMMON_NAME),
            of.not_valid_before_utc.isoformat(), of.not_valid_after_utc.isoformat(), since.isoformat() if since else "",
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (row.since, row.person))


def _authority(folder: Path, passphrase: str) -> Authority:
    from reports.signatures.certificates import read_authority

    listed(folder)
    return read_authority((folder / KEY).read_bytes(), (folder / CERTIFICATE).read_bytes(), passphrase)


def _said(name: Any, of: Any) -> str:
    found = name.get_attributes_for_oid(of)
    return str(found[0].value) if found else ""


def _pem(of: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(of.public_bytes(Encoding.PEM))


def _private(path: Path, content: bytes) -> None:
    """A file that only its owner reads."""
    path.touch(mode=0o600)
    path.write_bytes(content)
