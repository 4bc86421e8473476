"""Processes of our own that share work on a store."""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def processes(number: int) -> Iterator[ProcessPoolExecutor]:
    """A pool that is given up with what it has not begun.

    Not forked: threads and connections of this process are no business of another.

    Args:
        number: How many.
    """
    pool = ProcessPoolExecutor(number, get_context("spawn"), _leave_interrupts)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that started this one: it tells the others to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
