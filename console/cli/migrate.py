"""`steelyard migrate`: the tables of a store."""

from __future__ import annotations

import typer

from console.cli.options import DEFAULT_STORE, Store


def migrate(store: Store = DEFAULT_STORE) -> None:
    """Create the store, or bring an older one up to this version; on PostgreSQL the owner of the tables does it."""
    from services.backup import migrate as bring_up

    typer.echo(bring_up(store))
