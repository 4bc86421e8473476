"""`steelyard backup`: copy a whole store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Store


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Copy the store into a file while benches go on writing: 0 copied and intact, 1 copied, but not intact."""
    from console.cli.verify import tell_audit
    from services.backup import backup as copy

    found = copy(store, file)
    tell_audit(found)
    typer.echo(file)
    raise typer.Exit(0 if found.intact else 1)
