"""How many requests a caller may make: so many at once, and so many in a second for long."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CALLERS = 10_000
"""Callers that are remembered; when there are more, those with all their requests left are forgotten."""


class RateLimit:
    """A bucket of requests for each caller, which fills again with time.

    Args:
        at_once: Requests that may follow each other at once.
        each_second: Requests that are added each second.
        clock: Gives the time, s.
    """

    def __init__(self, at_once: int, each_second: float, clock: Callable[[], float]) -> None:
        self._most, self._rate, self._clock = float(at_once), each_second, clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, caller: str) -> float:
        """Take one request of a caller; after how many seconds it may ask, 0 where it may now."""
        with self._lock:
            now = self._clock()
            left, at = self._left.get(caller, (self._most, now))
            left = min(self._most, left + max(0.0, now - at) * self._rate)
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, now)
            if len(self._left) > MOST_CALLERS:
                full = [c for c, (n, t) in self._left.items() if n + (now - t) * self._rate >= self._most]
                for c in full:
                    del self._left[c]
            return 0.0 if allowed else (1 - left) / self._rate
