"""Threads of a server share what memory they have given back."""

import platform
import re
import subprocess
import sys

import pytest

from console.web.arenas import ARENAS

THREADS = """
import ctypes
import sys
from threading import Barrier, Thread
if sys.argv[1] == "limited":
    from console.web.arenas import limit_arenas
    limit_arenas()
libc, barrier = ctypes.CDLL(None), Barrier(6)
libc.malloc.restype = ctypes.c_void_p
def take():
    barrier.wait()
    libc.malloc(1000)
    barrier.wait()
threads = [Thread(target=take) for _ in range(6)]
[t.start() for t in threads]
[t.join() for t in threads]
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
libc.malloc_info(0, libc.fopen(b"/dev/stdout", b"w"))
libc.fflush(None)
"""


def arenas(how: str) -> int:
    """How many arenas a process has after six threads took some memory at the same time."""
    said = subprocess.run([sys.executable, "-c", THREADS, how], capture_output=True, text=True, check=True).stdout
    return len(re.findall("<heap nr=", said))


@pytest.mark.skipif("glibc" not in platform.libc_ver(), reason="another C library has no arenas")
def test_threads_share_two_arenas():
    assert arenas("limited") <= ARENAS < arenas("as it is")
