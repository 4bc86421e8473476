"""Locks of this machine: a file in the user's own runtime folder and, on Linux, a name that all users share.

The operating system holds both and gives them back when a process ends, however it ends, so none is ever stale. The file
says who holds it. It lies where no other user can plant a link, and not where temporary files are cleaned away.
"""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import sys
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEYOND = 1 << 20  # on Windows a locked byte cannot be read; this one is never written
_LONGEST_LINE = 200


class Held(Exception):  # not an error of a run: its caller says what it means
    """Somebody else holds the lock.

    Args:
        holder: Lines that the holder has written, cleaned; empty where another user holds it.
    """

    def __init__(self, holder: list[str]) -> None:
        super().__init__(*holder)
        self.holder = holder


@contextmanager
def held(key: str, said: list[str]) -> Iterator[None]:
    """Hold a lock.

    Args:
        key: What is locked.
        said: Lines about the holder, for others.

    Raises:
        Held: Another process, or another part of this one, holds it.
        OSError: The lock cannot be made: the folder is not ours, or the file is a link.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    path = folder() / f"{digest}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0), 0o600)
    shared = None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode) or os.fstat(handle).st_nlink > 1:
            raise OSError(f"{path} is not a file of its own")
        if not _lock(handle):
            raise Held(_read(handle))
        shared = _machine_wide(digest)
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, "".join(f"{cleaned(line)}\n" for line in said).encode())
        yield
    finally:
        if shared is not None:
            shared.close()
        os.close(handle)


def folder() -> Path:
    """The user's own folder for locks, made if need be; raises `OSError` if it belongs to somebody else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it falls back to the temporary folder, which is not used here
        found = platformdirs.user_runtime_path("steelyard")
    if found.is_relative_to(tempfile.gettempdir()) or not found.parent.is_dir():
        found = platformdirs.user_state_path("steelyard")
    found = found / "benches"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid") and found.lstat().st_uid != os.getuid():
        raise PermissionError(f"{found} belongs to another user")
    return found


def cleaned(text: str) -> str:
    """Text of somebody else as one line without control characters, for a terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)[:_LONGEST_LINE]


def _machine_wide(digest: str) -> socket.socket | None:
    """A name in Linux's abstract name space: nobody can delete it, and it needs no file."""
    if not sys.platform.startswith("linux"):
        return None
    name = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        name.bind(f"\0steelyard/bench/{digest}")
    except OSError as error:
        name.close()
        raise Held([]) from error
    return name


def _read(handle: int) -> list[str]:
    os.lseek(handle, 0, os.SEEK_SET)
    return [cleaned(line) for line in os.read(handle, 4096).decode("utf-8", "replace").splitlines()]


try:
    import fcntl
except ImportError:  # Windows

    def _lock(handle: int) -> bool:
        import msvcrt

        os.lseek(handle, BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
