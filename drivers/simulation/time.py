"""The world's two times: one that moves only when told, one that moves by itself."""

import time
from decimal import Decimal


class VirtualTime:
    """Stands still until it is advanced; a bench hour takes no time at all.

    Args:
        start: Seconds with which it begins.
    """

    waits = False

    def __init__(self, start: Decimal = Decimal(0)) -> None:
        self._now = start

    def now(self) -> Decimal:
        """Seconds."""
        return self._now

    def advance(self, seconds: Decimal) -> None:
        """Let time pass; raises `ValueError` for a negative span."""
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self._now += seconds


class RealTime:
    """Runs with the wall clock; nobody can advance it.

    Args:
        start: Seconds with which it begins.
    """

    waits = True

    def __init__(self, start: Decimal = Decimal(0)) -> None:
        self._start, self._zero = start, time.monotonic_ns()

    def now(self) -> Decimal:
        """Seconds, to the millisecond."""
        return self._start + Decimal((time.monotonic_ns() - self._zero) // 1_000_000).scaleb(-3)

    def advance(self, seconds: Decimal) -> None:
        """Handling takes no time of its own here: the wall clock runs anyway."""
