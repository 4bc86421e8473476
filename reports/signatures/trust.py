"""What an outsider trusts: certificates of authorities, and their lists of revoked certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reports.errors import SignatureFault

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Trust:
    """Authorities and revocations.

    Attributes:
        authorities: Certificates that are believed.
        revoked: Issuer (DER) and serial number of each revoked certificate, and from when.
    """

    authorities: tuple[Certificate, ...] = ()
    revoked: dict[tuple[bytes, int], datetime] = field(default_factory=dict)

    def revocation(self, certificate: Certificate) -> datetime | None:
        """From when a certificate is not believed; None where it is not revoked."""
        return self.revoked.get((certificate.issuer.dump(), certificate.serial_number))


def _key(certificate: Any) -> Any:
    return certificate.public_key()


def trust(authorities: tuple[Certificate, ...], lists: tuple[bytes, ...] = ()) -> Trust:
    """What is trusted.

    Args:
        authorities: Certificates that are believed.
        lists: Their lists of revoked certificates, DER or PEM.

    Raises:
        SignatureFault: A list is none, or no authority signed it.
    """
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    issuers = [x509.load_der_x509_certificate(certificate.dump()) for certificate in authorities]
    revoked: dict[tuple[bytes, int], datetime] = {}
    for content in lists:
        try:
            pem = content.lstrip().startswith(b"-----")
            found = (x509.load_pem_x509_crl if pem else x509.load_der_x509_crl)(content)
            issuer = [i for i in issuers if i.subject == found.issuer and found.is_signature_valid(_key(i))]
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise SignatureFault(f"a list of revoked certificates cannot be read: {error}") from error
        if not issuer:
            raise SignatureFault("a list of revoked certificates is signed by no authority that is trusted")
        revoked |= {(found.issuer.public_bytes(), entry.serial_number): entry.revocation_date_utc for entry in found}
    return Trust(authorities, revoked)
