"""`steelyard worker`: does the jobs that wait in the queue of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from console.cli.options import DEFAULT_STORE, Store

if TYPE_CHECKING:
    from services.work_queue.working import Done


def worker(
    kinds: Annotated[list[str] | None, typer.Argument(metavar="KIND...")] = None,
    once: Annotated[bool, typer.Option("--once")] = False,  # noqa: FBT002
    store: Store = DEFAULT_STORE,
) -> None:
    """Do the jobs of the queue, one after the other, until Ctrl-C."""
    from services.work_queue.working import work

    work(store, _tell, kinds or [], once=once)


def _tell(done: Done) -> None:
    from console.catalogue import queue_texts as m
    from console.cli.screen import tell
    from console.language import localised

    named = {"kind": localised(m.KINDS[done.kind]), "about": localised(done.about)}
    if done.refused:
        why = "; ".join(localised(reason) for reason in done.refused)
        tell(m.AGAIN if done.again else m.REFUSED, **named, why=why)
    else:
        tell(m.DONE, **named, said=localised(done.said))
