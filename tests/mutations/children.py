"""Work in forked processes: what one does to itself, no other one sees."""

from __future__ import annotations

import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PROCESSOR_S: Final = 60
"""A mutant that takes more time of the processor does not end, and is noticed."""
LONGEST_S: Final = 900
"""So is one that waits for ever, also on a machine that has much else to do."""


@dataclass(frozen=True, slots=True)
class Died:
    """What is left of a process that ended without an answer: its status of exit."""

    status: int


def forked(work: Callable[[], Any]) -> Any:
    """What some work gives, done in a process of its own without a limit of time."""
    (answer,) = (answer for _, answer in each([(None, work)], 1, limited=False))
    return answer


def each(
    jobs: Iterable[tuple[Any, Callable[[], Any]]], workers: int, *, limited: bool = True
) -> Iterator[tuple[Any, Any]]:
    """Each job in a process of its own, some at once; its key and what it gave or `Died`, as they end."""
    running: dict[int, tuple[Any, Path]] = {}
    above = os.getppid()
    for key, work in jobs:
        if os.getppid() != above:
            sys.exit("the process above has ended")
        while len(running) >= workers:
            yield _ended(running)
        folder = Path(tempfile.mkdtemp(prefix="mutant-"))
        running[_begun(work, folder, limited=limited)] = key, folder
    while running:
        yield _ended(running)


def _ended(running: dict[int, tuple[Any, Path]]) -> tuple[Any, Any]:
    pid, status = os.wait()
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    key, folder = running.pop(pid)
    answer = folder / "answer"
    found = pickle.loads(answer.read_bytes()) if not status and answer.is_file() else Died(status)  # noqa: S301
    shutil.rmtree(folder, ignore_errors=True)
    return key, found


def _begun(work: Callable[[], Any], folder: Path, *, limited: bool) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        with suppress(OSError):
            os.setpgid(pid, pid)
        return pid
    code = 1
    try:
        os.setpgid(0, 0)
        if limited:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S + 1))
            signal.alarm(LONGEST_S)
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
        (folder / "answer").write_bytes(pickle.dumps(work()))
        code = 0
    finally:
        if code and not limited:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        os._exit(code)
    return 0
