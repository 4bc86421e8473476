"""`steelyard restore`: make a store from a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli.options import DEFAULT_STORE, Store


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Make the store from a copy, where there is none: 0 intact, 1 names what is broken or missing."""
    from console.cli.verify import tell_audit
    from services.backup import restore as copy

    found = copy(file, store)
    tell_audit(found)
    raise typer.Exit(0 if found.intact else 1)
