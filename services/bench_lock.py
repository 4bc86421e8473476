"""One run at a time on a physical bench: whoever opens it holds a lock on it and on each instrument of it.

The operating system holds the locks and gives them back when a process ends, however it ends, so none is ever stale. The
files say who holds them. Two bench files that name the same instrument exclude each other as well.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from procedures.text import Text
from records.journal import utc_now
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drivers.bench import BenchFile

BEYOND = 1 << 20  # on Windows a locked byte cannot be read; this one is never written


@contextmanager
def only_user(file: BenchFile, path: Path, places: Iterable[str] = ("1",)) -> Iterator[None]:
    """Hold the bench; nothing is held where all of it is simulated.

    Args:
        file: The bench.
        path: Where its file lies.
        places: Positions in use.

    Raises:
        Refused: Another process, or another run of this one, holds it; the reason says which, and since when.
    """
    with ExitStack() as stack:
        for key in _keys(file, path, places):
            stack.enter_context(_held(key, file.name))
        yield


def _keys(file: BenchFile, path: Path, places: Iterable[str]) -> list[str]:
    real = {name: role for name, role in file.roles.items() if not role.simulated}
    keys = {f"bench {path.resolve()}"} if real else set()
    for name, role in real.items():
        for place in places if name in file.own_roles else ("",):
            address = role.address.replace("{position}", place)
            keys |= {f"instrument {os.path.realpath(address) if address.startswith('/') else address.casefold()}"}
    return sorted(keys - {"instrument "})


@contextmanager
def _held(key: str, bench: str) -> Iterator[None]:
    folder = Path(tempfile.gettempdir()) / "steelyard-benches"
    folder.mkdir(exist_ok=True)
    path = folder / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.lock"
    with path.open("a+", encoding="utf-8") as handle:
        if not _lock(handle):
            raise Refused([_taken(key, path)])
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n{utc_now().astimezone().isoformat(timespec='seconds')}\n{bench}\n{key}\n")
        handle.flush()
        yield


def _taken(key: str, path: Path) -> Text:
    pid, since, bench, *_ = [*path.read_text("utf-8").splitlines(), "?", "?", "?"][:3]
    return Text(
        f"台架正在使用：进程 {pid} 自 {since} 起占用（台架 {bench}，{key}）；待其结束后再试",
        f"the bench is in use: process {pid} has held it since {since} (bench {bench}, {key}); wait until it has ended",
    )


try:
    import fcntl
except ImportError:  # Windows

    def _lock(handle: IO[str]) -> bool:
        import msvcrt

        handle.seek(BEYOND)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        finally:
            handle.seek(0)
        return True
else:

    def _lock(handle: IO[str]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
