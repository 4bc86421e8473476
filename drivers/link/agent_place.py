"""Where an agent is, and how it and a bench know each other: TLS, each with a certificate that the other holds."""

from __future__ import annotations

import errno
import os
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PORT: Final = 8460
PATIENCE: Final = 10.0
"""Seconds to connect."""


@dataclass(frozen=True, slots=True)
class AgentPlace:
    """An agent as a bench reaches it.

    Attributes:
        name: What the bench file calls it.
        host, port: Where it is.
        certificate: The agent's certificate, PEM: no other is believed.
        own, key: Certificate and private key of this bench, which the agent knows.
        delay: Seconds that a message may be on its way, there and back together.
    """

    name: str
    host: str
    port: int
    certificate: Path
    own: Path
    key: Path
    delay: float


def dial(place: AgentPlace) -> ssl.SSLSocket:
    """Connect to an agent.

    Raises:
        OSError: It does not answer, shows another certificate, or a file cannot be read.
    """
    context = _context(ssl.PROTOCOL_TLS_CLIENT, place.own, place.key, [place.certificate])
    context.check_hostname = False  # the certificate itself is known
    plain = socket.create_connection((place.host, place.port), PATIENCE)
    try:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return context.wrap_socket(plain)
    except BaseException:
        plain.close()
        raise


def served(certificate: Path, key: Path, clients: Sequence[Path]) -> ssl.SSLContext:
    """What an agent accepts connections with.

    Args:
        certificate: Its own certificate.
        key: Its private key.
        clients: Certificates of benches that may use it.

    Raises:
        OSError: A file cannot be read, or is none of these.
    """
    return _context(ssl.PROTOCOL_TLS_SERVER, certificate, key, clients)


def _context(protocol: int, own: Path, key: Path, known: Sequence[Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(protocol)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    for path in (own, key, *known):
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    try:
        context.load_cert_chain(own, key)
    except ssl.SSLError as error:
        raise OSError(f"{own} and {key} are no certificate and its key") from error
    for path in known:
        try:
            context.load_verify_locations(path)
        except ssl.SSLError as error:
            raise OSError(f"{path} is no certificate") from error
    return context
