"""`steelyard merge`: takes the registers of another store into this one."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.changes import By, Why
from console.cli.options import DEFAULT_STORE, Json, Store
from console.cli.queue import Later, tell_queued

MOST = 50
"""Conflicts that are shown."""


def merge(
    other: Annotated[str, typer.Argument(metavar="OTHER")],
    name: Annotated[str, typer.Option("--name", metavar="NAME")],
    queue: Later = False,  # noqa: FBT002
    by: By = "",
    reason: Why = "",
    store: Store = DEFAULT_STORE,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Take what another store has written since the last time; exit code 1 where something contradicts."""
    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from services.register.merging import merge as take

    if queue:
        from services.work_queue.jobs import put_merge

        tell_queued(put_merge(store, other, name, by, reason), as_json=json)
        return
    found = take(store, other, name, by, reason)
    if json:
        conflicts = [c._asdict() | {"fields": list(c.fields)} for c in found.conflicts]
        print_json({"events": found.events, "same": found.same, "last": found.last, "conflicts": conflicts})
    else:
        tell(m.MERGED, events=found.events, same=found.same, conflicts=len(found.conflicts))
        if found.conflicts:
            rows = [
                [c.register, plain(c.key), str(c.change), plain(", ".join(c.fields))] for c in found.conflicts[:MOST]
            ]
            print_table("", [localised(t) for t in (m.REGISTER, m.KEY, m.CHANGE, m.FIELD)], rows, whole=(1,))
    raise typer.Exit(1 if found.conflicts else 0)
