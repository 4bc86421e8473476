"""`steelyard console`: the operator's console, pages in a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Lab, Store

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535)]
Certificate = Annotated[Path | None, typer.Option("--tls-certificate", metavar="FILE")]
Key = Annotated[Path | None, typer.Option("--tls-key", metavar="FILE")]
LockAfter = Annotated[int, typer.Option("--lock-after", metavar="MINUTES", min=1, max=600)]


def console(
    host: Host = "127.0.0.1",
    port: Port = 8300,
    lab: Lab = Path(),
    tls_certificate: Certificate = None,
    tls_key: Key = None,
    lock_after: LockAfter = 15,
    store: Store = DEFAULT_STORE,
) -> None:
    """Serve the operator's console until it is stopped with Ctrl-C."""
    from console.catalogue import web_shell as m
    from console.cli.screen import tell
    from console.language import current
    from console.web.entrance import is_loopback
    from console.web.serve import Tls, serve
    from services.accounts.errors import AccessRefused
    from services.accounts.sessions import Limits

    if (tls_certificate is None) != (tls_key is None):
        raise AccessRefused([m.BOTH_FILES])
    tls = Tls(tls_certificate.absolute(), tls_key.absolute()) if tls_certificate and tls_key else None
    if tls is None and not is_loopback(host):
        tell(m.NOT_ENCRYPTED)
    url = store if "://" in store else str(Path(store).absolute())
    os.chdir(lab)  # paths of the registers are seen from the laboratory's folder
    serve(url, Path.cwd(), host, port, current(), lambda address: tell(m.SERVED_AT, address=address), tls,
          Limits(idle=60.0 * lock_after))  # fmt: skip
