"""Processes of our own that share work on a store."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW = 4
"""A process of its own takes about as long to start as the documents of so many runs."""
_AT_WORK = threading.Lock()


@contextmanager
def processes(number: int) -> Iterator[ProcessPoolExecutor]:
    """A pool that is given up with what it has not begun.

    Not forked: threads and connections of this process are no business of another.

    Args:
        number: How many.
    """
    pool = ProcessPoolExecutor(number, get_context("spawn"), _begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def unbroken() -> Iterator[None]:
    """Work of such a process that is done to its end although the process that asked for it is gone."""
    with _AT_WORK:
        yield


def _begin() -> None:
    """Ctrl-C is for the process that started this one: it tells the others to end; where it is killed they end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Without this a process waits for work for ever: it holds the other end of its queue itself."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        with _AT_WORK:
            os._exit(1)
