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


PIECES = """
import ctypes
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from console.web.arenas import give_back, limit_arenas
limit_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.memset.restype = ctypes.c_void_p
libc.memset.argtypes, libc.free.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t], [ctypes.c_void_p]
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
def taken(size):
    piece = libc.malloc(size)
    libc.memset(piece, 1, size)
    return piece
before = resident()
pieces = [taken(100_000) for _ in range(400)]
for piece in pieces[:-1]:
    libc.free(piece)  # the last one stands at the end, so that glibc gives nothing back by itself
held = resident() - before
ended, until = Event(), monotonic() + 20
give_back(ended, often=0.01)
while resident() - before > held // 4 and monotonic() < until:
    sleep(0.01)
ended.set()
print(held, resident() - before)
"""


@pytest.mark.skipif("glibc" not in platform.libc_ver(), reason="another C library gives back by itself")
def test_free_pages_between_pieces_in_use_are_given_back():
    said = subprocess.run([sys.executable, "-c", PIECES], capture_output=True, text=True, check=True).stdout
    held, left = map(int, said.split())
    assert held > 30_000_000
    assert left < held // 4
