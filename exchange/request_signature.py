"""Signed requests: HTTP Message Signatures (RFC 9421) over a fixed list of components, with a digest of the content (RFC 9530).

Covered are the method, the host, the path, the query and the digest of the body, with the time, a number used once and
the fingerprint of the key. The signature is that of the station's key: ``ed25519`` or ``ecdsa-p256-sha256``.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import TYPE_CHECKING, NamedTuple

from records.audit import algorithm, signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.ledger import Signer

COMPONENTS = ("@method", "@authority", "@path", "@query", "content-digest")
LABEL = "station"
ALGORITHMS = {"Ed25519": "ed25519", "ECDSA P-256 SHA-256": "ecdsa-p256-sha256"}
_COVERED = " ".join(f'"{name}"' for name in COMPONENTS)
_INPUT = re.compile(
    rf"{LABEL}=(?P<parameters>\({re.escape(_COVERED)}\);created=(?P<created>\d{{1,12}});"
    r'nonce="(?P<nonce>[A-Za-z0-9_-]{16,64})";keyid="(?P<key>[0-9a-f]{16})";alg="(?P<alg>[a-z0-9-]{1,40})")'
)
_SIGNATURE = re.compile(rf"{LABEL}=:(?P<signature>[A-Za-z0-9+/=]{{4,200}}):")


class NotSigned(Exception):
    """A request is not signed as it must be.

    Attributes:
        code: ``missing``, ``digest`` or ``signature``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Asked(NamedTuple):
    """What a signature covers of a request.

    Attributes:
        method: Such as ``POST``.
        authority: Host, with the port where it is not that of the scheme.
        path: Path, as it stands in the request.
        query: Query without its question mark.
        body: The content.
    """

    method: str
    authority: str
    path: str
    query: str
    body: bytes


class Claim(NamedTuple):
    """What a signature says of itself.

    Attributes:
        key: Fingerprint of the key.
        created: Time, seconds since 1970.
        nonce: A number that this key uses once.
        algorithm: Name of the algorithm.
        base: The text that was signed.
        signature: The signature, base64.
    """

    key: str
    created: int
    nonce: str
    algorithm: str
    base: str
    signature: str

    def by(self, public: bytes) -> bool:
        """Whether a key made it."""
        named = ALGORITHMS.get(algorithm(public)) == self.algorithm
        return named and not signed(public, self.signature, self.base.encode())


def content_digest(body: bytes) -> str:
    """The header ``Content-Digest``."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def sign_request(signer: Signer, asked: Asked, created: int, nonce: str = "") -> dict[str, str]:
    """The headers that sign a request.

    Args:
        signer: The station's key.
        asked: The request.
        created: Now, seconds since 1970.
        nonce: A number used once; a random one where it is empty.
    """
    known = ALGORITHMS[algorithm(signer.public)]
    once = nonce or secrets.token_urlsafe(18)
    parameters = f'({_COVERED});created={created};nonce="{once}";keyid="{signer.name}";alg="{known}"'
    digest = content_digest(asked.body)
    signature = signer.sign_text(_base(asked, digest, parameters))
    return {
        "Content-Digest": digest,
        "Signature-Input": f"{LABEL}={parameters}",
        "Signature": f"{LABEL}=:{signature}:",
    }


def read_claim(asked: Asked, headers: Mapping[str, str]) -> Claim:
    """What signs a request; the digest of its content is compared, the signature is not looked at yet.

    Args:
        asked: The request as it arrived.
        headers: Its headers, by names in lower case.

    Raises:
        NotSigned: A header is missing or has another form, or the content is not what was signed.
    """
    found = _INPUT.fullmatch(headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    if found is None or signature is None:
        raise NotSigned("missing")
    digest = headers.get("content-digest", "")
    if digest != content_digest(asked.body):
        raise NotSigned("digest")
    base = _base(asked, digest, found["parameters"])
    return Claim(found["key"], int(found["created"]), found["nonce"], found["alg"], base, signature["signature"])


def _base(asked: Asked, digest: str, parameters: str) -> str:
    """The signature base (RFC 9421, 2.5)."""
    values = (asked.method, asked.authority.lower(), asked.path, f"?{asked.query}", digest)
    lines = [f'"{name}": {value}' for name, value in zip(COMPONENTS, values, strict=True)]
    return "\n".join([*lines, f'"@signature-params": {parameters}'])
