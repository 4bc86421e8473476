"""A process that dies while it fills a cell of a campaign.

It is forked by a server that has no threads of its own: a child of the test's process, which has many, can wait for a
lock for ever that one of them held.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping

from services.campaigns.running import Work, fill
from services.events import Events


def nothing() -> None:
    """As the process is."""


def killed(name: str, url: str, cell: str, work: Work, after: int, first: Callable[[], None] = nothing) -> None:
    """Fill a cell in a process that gets SIGKILL after so many events.

    Args:
        name: The campaign.
        url: The store.
        cell: The cell.
        work: How it is filled.
        after: Events that pass before.
        first: What the process does before, such as what a test changed in its own; a function of a module.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=_dying, args=(dict(os.environ), name, url, cell, work, after, first))
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL, process.exitcode


def _dying(
    environment: Mapping[str, str], name: str, url: str, cell: str, work: Work, after: int, first: Callable[[], None]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    first()
    events, count = Events(), iter(range(after + 1000))
    events.subscribe(lambda _: os.kill(os.getpid(), signal.SIGKILL) if next(count) == after else None)
    fill(name, url, [cell], work, events)
