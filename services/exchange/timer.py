"""Does something again and again, with a pause between."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def repeat(
    work: Callable[[], None], minutes: float, sleep: Callable[[float], None] = time.sleep, rounds: int | None = None
) -> None:
    """Do some work now, and after every pause once more.

    Args:
        work: The work.
        minutes: The pause; 0 for no repetition.
        sleep: Waits, s.
        rounds: How often at most; None for no end.
    """
    done = 0
    while True:
        work()
        done += 1
        if not minutes or done == rounds:
            return
        sleep(60.0 * minutes)
