"""Certificates for tests: an authority, and certificates that it or nobody else signs."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


class Signed:
    """A key with its certificate, as files.

    Attributes:
        key, certificate: Files, PEM.
    """

    def __init__(
        self, folder: Path, name: str, by: "Signed | None" = None, *, host: str = "127.0.0.1", uri: str = ""
    ) -> None:
        self._private = rsa.generate_private_key(65537, 2048)
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        signer, now, is_authority = by or self, datetime.now(UTC), by is None and not uri
        others: list[x509.GeneralName] = [x509.IPAddress(ip_address(host))]
        if uri:
            others.append(x509.UniformResourceIdentifier(uri))
        builder = (
            x509.CertificateBuilder().subject_name(self._name).issuer_name(signer._name)
            .public_key(self._private.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(others), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._private.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(signer._private.public_key()), critical=False
            )
        )  # fmt: skip
        usage = x509.KeyUsage(
            digital_signature=True, content_commitment=bool(uri), key_encipherment=True, data_encipherment=True,
            key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False,
            decipher_only=False,
        )  # fmt: skip
        builder = builder.add_extension(usage, critical=True)
        if not is_authority:
            both = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            builder = builder.add_extension(x509.ExtendedKeyUsage(both), critical=False)
        made = builder.sign(signer._private, hashes.SHA256())
        self.key, self.certificate = folder / f"{name}.key", folder / f"{name}.pem"
        pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
        self.key.write_bytes(self._private.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
        self.certificate.write_bytes(made.public_bytes(pem))
