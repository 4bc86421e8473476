"""`steelyard queue`: merges that wait in a store on PostgreSQL, and the worker that does them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from services.merge_queue import Done

queue = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)


@queue.command("list", cls=Command)
def list_(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the jobs of the queue, oldest first."""
    from dataclasses import asdict

    from console.catalogue import register_messages as m
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from services.merge_queue import queued

    found = queued(store)
    if json:
        print_json([asdict(job) for job in found])
        return
    lines = [
        [str(j.number), plain(j.name), plain(j.other), localised(m.STATUSES[j.status]), str(j.attempts)] for j in found
    ]
    titles = (m.JOB_NUMBER, m.CALLED, m.OTHER_STORE, m.JOB_STATUS, m.ATTEMPTS)
    print_table("", [localised(t) for t in titles], lines, whole=(0, 1))
    tell(m.ROWS, count=len(lines))


@queue.command("work", cls=Command)
def work(
    until_empty: Annotated[bool, typer.Option("--until-empty")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
) -> None:
    """Do the jobs of the queue, one after the other, until Ctrl-C."""
    from services.merge_queue import work as do

    do(store, _tell, until_empty=until_empty)


def _tell(done: Done) -> None:
    from console.catalogue import register_messages as m
    from console.cli.screen import tell
    from console.language import localised

    if done.taken is None:
        why = "; ".join(localised(reason) for reason in done.refused)
        tell(m.MERGE_REFUSED, name=done.name, why=why)
        return
    taken = done.taken
    tell(m.MERGED_FROM, name=done.name, events=taken.events, same=taken.same, conflicts=len(taken.conflicts))
