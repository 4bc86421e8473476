"""Memory that the threads of a server have given back is taken again by the next ones, instead of lying with each of them.

The C library of most Linux systems (glibc) keeps up to eight arenas for each processor; a thread takes from its own. A run,
a page and a document are made in many threads, so each arena grows to the largest of them, and little of it is in use.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

ARENAS = 2
"""The first one, and one for threads; threads of Python wait for each other anyway."""
_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h; see mallopt(3)


def limit_arenas() -> None:
    """Limit the arenas of this process, where its C library has them; called before its threads are started."""
    with suppress(AttributeError, OSError, TypeError):  # another C library; Windows opens none by None (TypeError)
        ctypes.CDLL(None).mallopt(_ARENA_MAX, ARENAS)
