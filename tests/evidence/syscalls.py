"""Kills a child exactly before one of its system calls: the n-th of those that change a file, on Linux.

Between two such calls nothing outside the process changes, so these are all the moments that can differ.
"""

import ctypes
import os
import platform
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

_TRACEME, _SYSCALL, _SET_OPTIONS, _SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_GOOD, _EXIT_KILL = 1, 0x100000
_STOPPED_AT_CALL = signal.SIGTRAP | 0x80
_ENTRY = 1
_CHANGING = {
    "x86_64": {1, 18, 20, 40, *range(72, 78), *range(82, 85), *range(86, 89), 90, 257, 258, *range(263, 267), 316, 326},
}
"""write, pwrite64, writev, sendfile, fcntl, flock, fsync, fdatasync, truncate, ftruncate, rename, mkdir, rmdir, link,
unlink, symlink, chmod, openat, mkdirat, unlinkat, renameat, linkat, symlinkat, renameat2, copy_file_range."""

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_LIBC.ptrace.restype = ctypes.c_long


def traced(work: Callable[[], object], complaint: Path, before: int | None = None) -> tuple[str, int]:
    """Do something in a child.

    Args:
        work: What to do.
        complaint: Where the child writes what went wrong.
        before: Number of the changing call that the child is killed before; None lets it end.

    Returns:
        `killed`, `ended` or what went wrong, and how many changing calls it came to.

    Raises:
        OSError: Processes cannot be traced here.
    """
    pid = os.fork()
    if pid == 0:
        _child(work, complaint)
    _, status = os.waitpid(pid, 0)
    if not os.WIFSTOPPED(status):
        raise OSError("a child cannot be traced here")
    _ptrace(_SET_OPTIONS, pid, 0, _GOOD | _EXIT_KILL)
    calls, deliver = 0, 0
    while True:
        _ptrace(_SYSCALL, pid, 0, deliver)
        _, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status):
            return ("ended" if os.WEXITSTATUS(status) == 0 else complaint.read_text("utf-8")), calls
        if os.WIFSIGNALED(status):
            return "killed", calls
        deliver = os.WSTOPSIG(status)
        if deliver == _STOPPED_AT_CALL:
            deliver = 0
            calls += _changes(pid)
            if before is not None and calls > before:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                return "killed", calls


def possible() -> bool:
    """Whether processes can be traced here."""
    try:
        return traced(lambda: None, Path(os.devnull))[0] == "ended"
    except (OSError, AttributeError):
        return False


def _child(work: Callable[[], object], complaint: Path) -> None:
    try:
        if _LIBC.ptrace(_TRACEME, 0, None, None):
            os._exit(3)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
    except BaseException:  # noqa: BLE001  whatever it is, the parent is told
        complaint.write_text(traceback.format_exc(), "utf-8")
        os._exit(1)
    os._exit(0)


def _changes(pid: int) -> bool:
    """Whether a child that stopped stands before a call that changes something."""
    info = (ctypes.c_uint8 * 88)()
    _ptrace(_SYSCALL_INFO, pid, len(info), ctypes.addressof(info))
    number = int.from_bytes(bytes(info[24:32]), "little")
    known = _CHANGING.get(platform.machine())
    return info[0] == _ENTRY and (known is None or number in known)


def _ptrace(request: int, pid: int, address: int, data: int) -> None:
    if _LIBC.ptrace(request, pid, address, data) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
