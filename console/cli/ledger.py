"""`steelyard ledger`: what a person states about a store as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.help import Command, Group
from console.cli.keys import Reason, entered
from console.cli.options import DEFAULT_STORE, Store

ledger = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@ledger.command(cls=Command)
def adopt(reason: Reason, store: Store = DEFAULT_STORE) -> None:
    """Begin the ledger of a store whose runs are older than ledgers."""
    from services.keys import adopt as begin

    entered(begin(store, reason=reason).n)


@ledger.command(cls=Command)
def accept(
    reason: Reason,
    witness_at: Annotated[str, typer.Option("--witness-at", metavar="ADDRESS")] = "",
    store: Store = DEFAULT_STORE,
) -> None:
    """Accept that the store lacks what was written before, as after a restore. Each audit names it."""
    from services.keys import accept as state

    entered(state(store, reason=reason, witness=witness_at).n)
