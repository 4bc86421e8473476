"""Serves a platform."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Final

import uvicorn

from supervision.app import application

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervision.asking import Platform

PATIENCE: Final = 3
"""Seconds that an ending platform waits for requests that are being answered."""


def serve(
    platform: Platform, host: str, port: int, ready: Callable[[str], None], certificate: Path | None = None,
    key: Path | None = None,
) -> None:  # fmt: skip
    """Serve until a signal ends it.

    Args:
        platform: The platform.
        host: Where to listen.
        port: Where to listen; 0 takes one that is free.
        ready: Told the address.
        certificate: TLS certificate with its chain, PEM; None for a plain connection.
        key: Its private key, PEM.

    Raises:
        OSError: The port is taken, or a file of the certificate cannot be read.
    """
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        name = f"[{host}]" if ":" in host else host
        config = uvicorn.Config(
            application(platform), log_level="warning", server_header=False, timeout_graceful_shutdown=PATIENCE,
            ssl_certfile=certificate, ssl_keyfile=key, proxy_headers=False,
        )  # fmt: skip
        ready(f"{'https' if certificate else 'http'}://{name}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])
