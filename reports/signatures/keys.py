"""The private key that a person signs with: a PEM file with a passphrase, a PKCS#11 token, or an external command.

An external command gets the bytes to be signed on its standard input and writes the signature (DER) to its standard
output. So keys sign whose libraries Python does not know: SM2 keys, and UKeys with a program of their maker.
"""

from __future__ import annotations

import hashlib
import subprocess
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from asn1crypto import keys, pem, x509

from reports.errors import SignatureFault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyhanko.sign.signers.pdf_cms import Signer

SM2_CURVE, SM2_WITH_SM3 = "1.2.156.10197.1.301", "1.2.156.10197.1.501"
"""Object identifiers of GM/T 0006: the curve, and the signature algorithm."""
SECONDS = 60
LONGEST_SIGNATURE = 1024


def read_certificates(content: bytes) -> list[x509.Certificate]:
    """Certificates of a file, PEM or DER.

    Raises:
        SignatureFault: It holds none.
    """
    try:
        parts = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        found = [x509.Certificate.load(der, strict=True) for der in parts]
        for certificate in found:
            certificate.native  # noqa: B018  asn1crypto parses when it is asked
    except (ValueError, TypeError, KeyError) as error:
        raise SignatureFault(f"no certificate: {error}") from error
    return found


def pem_signer(key: bytes, passphrase: str, certificate: x509.Certificate, chain: Sequence[x509.Certificate]) -> Signer:
    """Signs with a key of a PEM file.

    Raises:
        SignatureFault: The passphrase is wrong, or the key is not that of the certificate.
    """
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
        load_pem_private_key,
    )
    from pyhanko.sign import SimpleSigner

    try:
        private: Any = load_pem_private_key(key, passphrase.encode())
    except (ValueError, TypeError) as error:
        raise SignatureFault("the private key cannot be opened with this passphrase") from error
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if public != certificate.public_key.dump():
        raise SignatureFault("the private key is not that of the certificate")
    plain = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(certificate, keys.PrivateKeyInfo.load(plain), _store(chain))


def token_signer(
    module: Path, token: str, label: str, pin: str, certificate: x509.Certificate, chain: Sequence[x509.Certificate]
) -> Signer:
    """Signs with a key of a PKCS#11 token.

    Raises:
        SignatureFault: The token cannot be used.
    """
    return _raw_signer(token_signing(module, token, label, pin, certificate), certificate, chain)


def token_signing(
    module: Path, token: str, label: str, pin: str, certificate: x509.Certificate
) -> Callable[[bytes], bytes]:
    """What makes the signature (SHA-256) of bytes with a key of a token, which is opened once.

    Raises:
        SignatureFault: The token cannot be used.
    """
    session = open_token(module, token, pin)  # says what to install where the package is missing
    from pkcs11 import Mechanism, ObjectClass, PKCS11Error
    from pkcs11.util.ec import encode_ecdsa_signature

    try:
        key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label)
    except PKCS11Error as error:
        raise SignatureFault(f"token {token!r} holds no one private key {label!r}: {type(error).__name__}") from error

    def signed(data: bytes) -> bytes:
        if certificate.public_key.algorithm != "ec":
            return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
        raw = key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))

    return signed


def open_token(module: Path, token: str, pin: str) -> Any:
    """A session of a token.

    Raises:
        SignatureFault: The library, the token or the PIN cannot be used.
    """
    try:
        import pkcs11
    except ImportError as error:
        raise SignatureFault("a token needs the package python-pkcs11: pip install 'steelyard[signatures]'") from error
    try:
        found = pkcs11.lib(str(module)).get_token(token_label=token)
        try:
            return found.open(user_pin=pin, rw=True)
        except pkcs11.UserAlreadyLoggedIn:  # by an earlier session of this process: the log-in is that of the process
            return found.open(rw=True)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        cause = f"{type(error).__name__} {error}".strip().replace(pin, "***")
        raise SignatureFault(
            f"token {token!r} of {module}: {cause}. Check that it is plugged in, and the PIN."
        ) from None


def command_signer(command: Sequence[str], certificate: x509.Certificate, chain: Sequence[x509.Certificate]) -> Signer:
    """Signs with an external command."""
    return _raw_signer(partial(run_signer, tuple(command)), certificate, chain)


def _raw_signer(
    signed: Callable[[bytes], bytes], certificate: x509.Certificate, chain: Sequence[x509.Certificate]
) -> Signer:
    """A signer whose signature values something else makes."""
    made: Signer = _raw_signer_class()(signed, certificate, _store(chain))
    return made


@cache
def _raw_signer_class() -> type:
    """The class, made when it is first needed: pyHanko is imported by those who sign only."""
    from asn1crypto.algos import SignedDigestAlgorithm
    from pyhanko.sign.signers.pdf_cms import Signer

    class RawSigner(Signer):  # type: ignore[misc]
        def __init__(self, signed: Callable[[bytes], bytes], certificate: x509.Certificate, store: Any) -> None:
            mechanism = SignedDigestAlgorithm({"algorithm": SM2_WITH_SM3}) if is_sm2(certificate) else None
            super().__init__(signing_cert=certificate, cert_registry=store, signature_mechanism=mechanism)
            self._signed = signed

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002
            del digest_algorithm
            return bytes(LONGEST_SIGNATURE) if dry_run else self._signed(data)

    return RawSigner


def run_signer(command: Sequence[str], data: bytes) -> bytes:
    """The signature that an external command gives.

    Raises:
        SignatureFault: It fails, or gives none.
    """
    try:
        made = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  it is the person's own
    except (OSError, subprocess.SubprocessError) as error:
        raise SignatureFault(f"the signing command {command[0]} cannot be run: {error}") from error
    if made.returncode or not 0 < len(made.stdout) <= LONGEST_SIGNATURE:
        said = made.stderr.decode(errors="replace").strip()[-300:]
        raise SignatureFault(f"the signing command {command[0]} gave no signature (exit {made.returncode}): {said}")
    return made.stdout


def is_sm2(certificate: x509.Certificate) -> bool:
    """Whether a certificate holds an SM2 key."""
    algorithm = certificate.public_key["algorithm"]
    if algorithm["algorithm"].native != "ec" or algorithm["parameters"].name != "named":
        return False
    return bool(algorithm["parameters"].chosen.dotted == SM2_CURVE)


def _store(chain: Sequence[x509.Certificate]) -> Any:
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    return SimpleCertificateStore.from_certs(list(chain))
