"""Puts a signature (XAdES-BES) into a DCC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.dcc.names import SIGNATURE
from reports.errors import DccFault


@dataclass(frozen=True, slots=True)
class Key:
    """What signs.

    Attributes:
        private, passphrase: A private key in PEM.
        certificates: That of the key, and those above it that are put in with it; DER.
    """

    private: bytes
    passphrase: str
    certificates: tuple[bytes, ...]


def put_signature(root: Any, key: Key) -> Any:
    """The certificate with a signature at its end; its root.

    Raises:
        DccFault: It is signed already, or the key cannot be used.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from signxml import SignatureMethod, methods
    from signxml.xades import XAdESSigner

    if root.find(SIGNATURE) is not None:
        raise DccFault("the certificate is signed already; it is signed once, when it is written")
    try:
        private: Any = load_pem_private_key(key.private, key.passphrase.encode())
        named = [x509.load_der_x509_certificate(der) for der in key.certificates]
    except (ValueError, TypeError) as error:
        raise DccFault("the private key cannot be opened with this passphrase") from error
    if private.public_key() != named[0].public_key():
        raise DccFault("the private key is not that of the certificate")
    elliptic = isinstance(private, EllipticCurvePrivateKey)
    algorithm = SignatureMethod.ECDSA_SHA256 if elliptic else SignatureMethod.RSA_SHA256
    signer = XAdESSigner(method=methods.enveloped, signature_algorithm=algorithm, digest_algorithm="sha256")
    return signer.sign(root, key=private, cert=named, always_add_key_value=False)
