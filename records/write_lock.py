"""One writer at a time at an SQLite file, in the order in which they come.

SQLite lets a second writer sleep and try again, so that under load one may never get the lock. Threads of this process
queue at a lock, processes at a lock on a file beside the database (``runs.sqlite-lock``), which the system keeps fair
and releases when a process dies. Where the system has no such lock, SQLite's own waiting remains.
"""

from __future__ import annotations

import os
from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows
    _flock = None
else:
    _flock = fcntl.flock

_THREADS: defaultdict[str, Lock] = defaultdict(Lock)


class WriteLock:
    """The lock of one writer; a context manager.

    Args:
        database: Path of the database file; empty for one in memory.
    """

    def __init__(self, database: str) -> None:
        self._thread = _THREADS[database]
        self._file: int | None = None
        if database and database != ":memory:" and _flock is not None:
            self._file = os.open(f"{database}-lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)

    def __enter__(self) -> None:
        self._thread.acquire()
        if self._file is not None and _flock is not None:
            _flock(self._file, fcntl.LOCK_EX)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None and _flock is not None:
            _flock(self._file, fcntl.LOCK_UN)
        self._thread.release()

    def close(self) -> None:
        """Close the lock file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
