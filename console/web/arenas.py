"""Memory that a server has used and needs no more is taken again or given back, so that it does not grow from day to day.

The C library of most Linux systems (glibc) keeps up to eight arenas for each processor; a thread takes from its own. A run,
a page and a document are made in many threads, so each arena grows to the largest of them, and little of it is in use. What
is free between two pieces in use is not given back by itself.
"""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from threading import Event, Thread

ARENAS = 2
"""The first one, and one for threads; threads of Python wait for each other anyway."""
LARGE = 256 * 1024
"""Bytes of a piece that is taken from the system and given back to it, such as a document or a picture of a page. Without a
number glibc raises it to the largest one that was given back, up to 32 MB, and such pieces are then left in the arenas."""
OFTEN = 30.0
"""Seconds after which free pages are given back."""
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD of malloc.h; see mallopt(3)


def limit_arenas() -> None:
    """Limit the arenas of this process, where its C library has them; called before its threads are started."""
    with suppress(AttributeError, OSError, TypeError):  # another C library; Windows opens none by None (TypeError)
        library = ctypes.CDLL(None)
        library.mallopt(_ARENA_MAX, ARENAS)
        library.mallopt(_MMAP_THRESHOLD, LARGE)


def keep_loaded() -> None:
    """What is loaded now stays, and is not looked through again for what is no more needed; called when all is loaded.

    Then few objects are left to look through, and what a page leaves behind is found soon.
    """
    gc.collect()
    gc.freeze()


def give_back(ended: Event, often: float = OFTEN) -> None:
    """Give free pages back to the system every so many seconds, beside the server, until it has ended."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return

    def now_and_then() -> None:
        while not ended.wait(often):
            trim(0)  # without the lock of the interpreter

    Thread(target=now_and_then, name="give back memory", daemon=True).start()
