"""`steelyard queue`: jobs that wait in a store on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.help import Command, Group
from console.cli.options import DEFAULT_STORE, Json, Store

if TYPE_CHECKING:
    from services.work_queue.jobs import Queued

queue = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
Later = Annotated[bool, typer.Option("--queue")]
"""Option of the commands whose work can run later."""


@queue.callback()
def _queue() -> None:
    """A group, although it has one command."""


@queue.command("list", cls=Command)
def list_(store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002
    """List the jobs of the queue, oldest first."""
    from dataclasses import asdict

    from console.catalogue import queue_texts as m
    from console.catalogue import register_messages
    from console.cli.screen import plain, print_json, print_table, tell
    from console.language import localised
    from services.work_queue.jobs import queued

    found = queued(store)
    if json:
        print_json([asdict(job) | {"about": job.about.to_dict(), "said": job.said.to_dict()} for job in found])
        return
    lines = [
        [str(j.number), localised(m.KINDS[j.kind]), plain(localised(j.about)), _status(j), str(j.attempts),
         plain(localised(j.said))]
        for j in found
    ]  # fmt: skip
    titles = (m.NUMBER, m.KIND, m.ABOUT, m.STATUS, m.ATTEMPTS, m.SAID)
    print_table("", [localised(t) for t in titles], lines, whole=(0, 1))
    tell(register_messages.ROWS, count=len(lines))


def _status(job: Queued) -> str:
    from console.catalogue import queue_texts as m
    from console.language import localised

    said = localised(m.STATUSES[job.status])
    return f"{said} {job.next[:16].replace('T', ' ')}".strip() if job.next else said


def tell_queued(number: int | None, *, as_json: bool) -> None:
    """Show the number of a job, or that the same waits already."""
    from console.catalogue import queue_texts as m
    from console.cli.screen import print_json, tell

    if as_json:
        print_json({"job": number})
    elif number is None:
        tell(m.QUEUED_ALREADY)
    else:
        tell(m.QUEUED, number=number)
