"""Checks signatures by SM2 keys (GM/T 0003, GM/T 0009) with the command ``openssl``: our libraries do not know SM2."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import pem

from reports.signatures.keys import SM2_WITH_SM3

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from asn1crypto.x509 import Certificate

IDENTITY = "distid:1234567812345678"
"""The signer's identity that GM/T 0009 gives where no other is agreed."""


def check_sm2(embedded: Any, certificate: Certificate, authorities: Sequence[Certificate], time: datetime) -> str:
    """What is wrong with a signature by an SM2 key; empty where nothing is.

    Args:
        embedded: The signature, as pyHanko reads it.
        certificate: The signer's certificate.
        authorities: Certificates that are believed.
        time: When it was signed.
    """
    signer = embedded.signer_info
    if signer["signature_algorithm"]["algorithm"].dotted != SM2_WITH_SM3:
        return "the signature is not SM2 with SM3"
    attributes = {a["type"].native: a["values"][0].native for a in signer["signed_attrs"]}
    if attributes.get("message_digest") != embedded.compute_digest():
        return "the document was changed after it was signed"
    if not _names(attributes, certificate):
        return "the signature names another certificate"
    covered = signer["signed_attrs"].copy().untag().dump()
    if not verified(certificate, covered, signer["signature"].native):
        return "the document was changed after it was signed"
    if not certificate.not_valid_before <= time <= certificate.not_valid_after:
        return "the certificate was not valid when it signed"
    return "" if _issued(certificate, authorities) else "the certificate is by no authority that is trusted"


def verified(certificate: Certificate, data: bytes, signature: bytes) -> bool:
    """Whether a signature over bytes is by the key of a certificate."""
    with tempfile.TemporaryDirectory(prefix="steelyard-") as name:
        folder = Path(name)
        (folder / "key").write_bytes(pem.armor("PUBLIC KEY", certificate.public_key.dump()))
        (folder / "signature").write_bytes(signature)
        command = ["dgst", "-sm3", "-verify", "key", "-signature", "signature", "-sigopt", IDENTITY]
        return _openssl(command, folder, data) == 0


def _names(attributes: dict[str, Any], certificate: Certificate) -> bool:
    named = attributes.get("signing_certificate_v2")
    return bool(named and named["certs"][0]["cert_hash"] == certificate.sha256)


def _issued(certificate: Certificate, authorities: Sequence[Certificate]) -> bool:
    with tempfile.TemporaryDirectory(prefix="steelyard-") as name:
        folder = Path(name)
        (folder / "trusted").write_bytes(b"".join(pem.armor("CERTIFICATE", a.dump()) for a in authorities))
        (folder / "certificate").write_bytes(pem.armor("CERTIFICATE", certificate.dump()))
        command = ["verify", "-vfyopt", IDENTITY, "-no_check_time", "-CAfile", "trusted", "certificate"]
        return _openssl(command, folder, b"") == 0


def _openssl(command: Sequence[str], folder: Path, data: bytes) -> int:
    program = shutil.which("openssl")
    if program is None:
        raise FileNotFoundError("openssl, which checks SM2 signatures, is not installed")
    return subprocess.run([program, *command], cwd=folder, input=data, capture_output=True, check=False).returncode  # noqa: S603  fixed words
