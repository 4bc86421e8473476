"""`steelyard console`: the operator's console, pages in a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Store

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS")]
Port = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535)]
Lab = Annotated[Path, typer.Option("--lab", metavar="DIR")]


def console(
    host: Host = "127.0.0.1",
    port: Port = 8300,
    lab: Lab = Path(),
    store: Store = DEFAULT_STORE,
) -> None:
    """Serve the operator's console until it is stopped with Ctrl-C."""
    from console.catalogue import web_shell as m
    from console.cli.screen import tell
    from console.language import current
    from console.web.serve import serve

    url = store if "://" in store else str(Path(store).absolute())
    os.chdir(lab)  # paths of the registers are seen from the laboratory's folder
    serve(url, Path.cwd(), host, port, current(), ready=lambda address: tell(m.SERVED_AT, address=address))
