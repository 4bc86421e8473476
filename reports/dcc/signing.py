"""Puts a signature (XAdES-BES) into a DCC, by a key in PEM, in a token, or behind an external command."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from reports.dcc.names import SIGNATURE
from reports.errors import DccFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Signing(Protocol):
    """What signs; it can be handed to another process.

    Attributes:
        certificates: That of the key, and those above it that are put in with it; DER.
    """

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """As above."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature of SHA-256 of bytes: DER for a key on an elliptic curve, PKCS #1 v1.5 for RSA.

        Raises:
            DccFault, SignatureFault: The key cannot be used.
        """
        ...


@dataclass(frozen=True, slots=True)
class Key:
    """A private key in PEM.

    Attributes:
        private, passphrase: The key.
        certificates: See `Signing`.
    """

    private: bytes
    passphrase: str
    certificates: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """As `Signing.sign`."""
        from cryptography.hazmat.primitives.asymmetric import ec, padding
        from cryptography.hazmat.primitives.hashes import SHA256

        private = _opened(self.private, self.passphrase)
        if isinstance(private, ec.EllipticCurvePrivateKey):
            return private.sign(data, ec.ECDSA(SHA256()))
        return bytes(private.sign(data, padding.PKCS1v15(), SHA256()))


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key of a PKCS#11 token.

    Attributes:
        module, token, label, pin: The library, the label of the token, that of the key, and the PIN.
        certificates: See `Signing`.
    """

    module: Path
    token: str
    label: str
    pin: str
    certificates: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """As `Signing.sign`."""
        return _token(self)(data)


@dataclass(frozen=True, slots=True)
class CommandKey:
    """A key behind an external command.

    Attributes:
        command: It gets the bytes and writes the signature.
        certificates: See `Signing`.
    """

    command: tuple[str, ...]
    certificates: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """As `Signing.sign`."""
        from reports.signatures.keys import run_signer

        return run_signer(self.command, data)


@lru_cache(maxsize=4)
def _opened(private: bytes, passphrase: str) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(private, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise DccFault("the private key cannot be opened with this passphrase") from error


@lru_cache(maxsize=4)
def _token(key: TokenKey) -> Callable[[bytes], bytes]:
    """What a token signs with, its session open as long as the process: a batch signs a thousand times."""
    from reports.signatures.keys import read_certificates, token_signing

    return token_signing(key.module, key.token, key.label, key.pin, read_certificates(key.certificates[0])[0])


def put_signature(root: Any, key: Signing) -> Any:
    """The certificate with a signature at its end; its root.

    Raises:
        DccFault: It is signed already, or the key cannot be used.
        SignatureFault: The token or the command does not sign.
    """
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from signxml import SignatureMethod, methods
    from signxml.xades import XAdESSigner

    if root.find(SIGNATURE) is not None:
        raise DccFault("the certificate is signed already; it is signed once, when it is written")
    named = [x509.load_der_x509_certificate(der) for der in key.certificates]
    try:
        public: Any = named[0].public_key()
    except (UnsupportedAlgorithm, ValueError) as error:  # SM2: signatures in XML have no name for it
        raise DccFault(
            "a DCC is signed with an RSA key, or one on a curve of NIST; a key of SM2 signs PDF only"
        ) from error
    elliptic = isinstance(public, EllipticCurvePublicKey)
    algorithm = SignatureMethod.ECDSA_SHA256 if elliptic else SignatureMethod.RSA_SHA256
    signer = XAdESSigner(method=methods.enveloped, signature_algorithm=algorithm, digest_algorithm="sha256")
    return signer.sign(root, key=_Checked(key, public), cert=named, always_add_key_value=False)


class _Checked:
    """A key as signxml calls it; a signature that the certificate does not prove is not handed out."""

    def __init__(self, key: Signing, public: Any) -> None:
        self._key, self._public = key, public
        self.key_size = public.key_size
        """Asked by signxml, for the length of the two numbers of a signature on an elliptic curve."""

    def sign(self, data: bytes, **how: Any) -> bytes:
        from cryptography.exceptions import InvalidSignature

        signature = self._key.sign(data)
        try:
            self._public.verify(signature, data, **how)
        except InvalidSignature as error:
            raise DccFault("the private key is not that of the certificate") from error
        return signature
