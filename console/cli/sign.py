"""`steelyard sign`: put one signature into a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Store


def sign(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf")],
    role: Annotated[str, typer.Option("--as", metavar="ROLE")],
    key: Annotated[Path, typer.Option("--key", metavar="KEY.toml")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Sign a document: first who verified, then who checked, who approved, and last the seal with its QR."""
    from console.catalogue import messages
    from console.cli.screen import ask_secret, tell
    from services.issuing.signatures import sign_file

    sign_file(store, file, role, key, secret=ask_secret)
    tell(messages.SIGNED, file=file, role=role)
