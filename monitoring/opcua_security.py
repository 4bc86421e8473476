"""Signs and encrypts a session with an OPC UA server by the policy and the files that the monitor file names.

Where the file states the certificate of the server, one with another certificate is refused before anything is asked. That it
has the key of its certificate is proved by the session: what opens it is encrypted for that key.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

if TYPE_CHECKING:
    from pathlib import Path

    from monitoring.monitor_file import LineEntry

PEM: Final = b"-----BEGIN"


class AnotherServer(Exception):
    """A server has another certificate than the monitor file states.

    Attributes:
        found, wanted: Their digests, SHA-256 of the DER form.
    """

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(found, wanted)
        self.found, self.wanted = found, wanted


def secure(client: Any, entry: LineEntry, folder: Path) -> None:
    """Set policy, mode, our certificate and our key; PEM or DER, whatever the files are called.

    Our application is named as the certificate names it: many servers refuse a client whose name is another.

    Raises:
        AnotherServer: The server is not the one that the monitor file states.
        OSError: A file cannot be read.
        ValueError: A file holds no certificate or no key.
    """
    from asyncua import ua
    from asyncua.crypto import security_policies, uacrypto

    policy, _, mode = entry.security.partition(",")
    certificate, key = folder / entry.certificate, folder / entry.private_key
    kind = getattr(security_policies, "SecurityPolicy" + policy)
    security = getattr(ua.MessageSecurityMode, mode)
    endpoint = client.aio_obj.find_endpoint(
        client.tloop.post(client.aio_obj.connect_and_get_server_endpoints()), security, kind.URI
    )
    server = _first(endpoint.ServerCertificate or b"")
    found, wanted = hashlib.sha256(server).hexdigest(), _wanted(entry, folder)
    if wanted and found != wanted:
        raise AnotherServer(found, wanted)
    if uri := _application(certificate):
        client.aio_obj.application_uri = uri
    client.tloop.post(client.aio_obj.set_security(
        kind, uacrypto.CertProperties(certificate, _form(certificate)), uacrypto.CertProperties(key, _form(key)),
        server_certificate=uacrypto.CertProperties(server, "der"), mode=security,
    ))  # fmt: skip


def _wanted(entry: LineEntry, folder: Path) -> str:
    """The digest of the certificate that the server must have; empty where the file states none."""
    if entry.server_certificate:
        return hashlib.sha256(_read(folder / entry.server_certificate).public_bytes(Encoding.DER)).hexdigest()
    return entry.server_sha256.replace(":", "").lower()


def _first(chain: bytes) -> bytes:
    """The first of several certificates in DER, one behind the other: it bears its length itself."""
    return chain[: int.from_bytes(chain[2:4], "big") + 4]


def _form(path: Path) -> str:
    return "pem" if PEM in path.read_bytes() else "der"


def _application(path: Path) -> str:
    """The name of the application in a certificate; empty where it has none."""
    try:
        names = _read(path).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ""
    return next(iter(names.get_values_for_type(x509.UniformResourceIdentifier)), "")


def _read(path: Path) -> x509.Certificate:
    raw = path.read_bytes()
    try:
        return x509.load_pem_x509_certificate(raw) if PEM in raw else x509.load_der_x509_certificate(raw)
    except ValueError as error:
        raise ValueError(f"{path} holds no certificate") from error
