"""Signs and encrypts a session with an OPC UA server by the policy and the files that the monitor file names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cryptography import x509

if TYPE_CHECKING:
    from pathlib import Path

    from monitoring.monitor_file import LineEntry

PEM: Final = b"-----BEGIN"


def secure(client: Any, entry: LineEntry, folder: Path) -> None:
    """Set policy, mode, our certificate and our key; PEM or DER, whatever the files are called.

    Our application is named as the certificate names it: many servers refuse a client whose name is another.

    Raises:
        OSError: A file cannot be read.
        ValueError: A file holds no certificate or no key.
    """
    from asyncua import ua
    from asyncua.crypto import security_policies, uacrypto

    policy, _, mode = entry.security.partition(",")
    certificate, key = folder / entry.certificate, folder / entry.private_key
    if uri := _application(certificate):
        client.aio_obj.application_uri = uri
    client.tloop.post(client.aio_obj.set_security(
        getattr(security_policies, "SecurityPolicy" + policy),
        uacrypto.CertProperties(certificate, _form(certificate)), uacrypto.CertProperties(key, _form(key)),
        mode=getattr(ua.MessageSecurityMode, mode),
    ))  # fmt: skip


def _form(path: Path) -> str:
    return "pem" if PEM in path.read_bytes() else "der"


def _application(path: Path) -> str:
    """The name of the application in a certificate; empty where it has none."""
    raw = path.read_bytes()
    try:
        found = x509.load_pem_x509_certificate(raw) if PEM in raw else x509.load_der_x509_certificate(raw)
    except ValueError as error:
        raise ValueError(f"{path} holds no certificate") from error
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ""
    return next(iter(names.get_values_for_type(x509.UniformResourceIdentifier)), "")
