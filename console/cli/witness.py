"""`steelyard witness`: tells the witness of a store what it was not told yet, and shows what it was told."""

from __future__ import annotations

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.queue import Later, tell_queued

witness = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
MOST = 20
"""Runs that are listed."""


@witness.command(cls=Command)
def send(queue: Later = False, store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Tell the witness of every run that it was not told of yet."""
    from console.catalogue import witness_texts as m
    from console.cli.screen import plain, print_json, tell
    from services.witness import send_waiting

    if queue:
        from services.work_queue.jobs import put_witness

        tell_queued(put_witness(store), as_json=json)
        return
    address, runs = send_waiting(store)
    if json:
        print_json({"witness": address, "runs": runs})
    else:
        tell(m.SENT if runs else m.UP_TO_DATE, address=plain(address), runs=runs)


@witness.command(cls=Command)
def status(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """Show what the witness was told, without asking it: 0 everything, 1 something was not told yet."""
    from console.catalogue import witness_texts as m
    from console.cli.screen import plain, print_json, tell
    from services.witness import standing_of

    found = standing_of(store)
    if json:
        untold = [run._asdict() for run in found.untold]
        print_json(
            {
                "witness": found.address,
                "log": found.log,
                "entries": found.entries,
                "newest": found.newest,
                "untold": untold,
            }
        )
    elif not found.address:
        tell(m.NONE)
    elif not found.log:
        tell(m.NEVER, address=plain(found.address))
    else:
        known = {"address": plain(found.address), "log": found.log, "entries": found.entries}
        tell(m.STANDING, **known, time=found.newest[:19])
    for run in found.untold[:MOST] if not json else ():
        tell(m.UNTOLD, run=run.run)
    raise typer.Exit(1 if found.untold else 0)
