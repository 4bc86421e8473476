"""The clock of a real bench."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal


class WallClock:
    """Real time; fills `drivers.roles.Clock`.

    Args:
        start: Seconds that had elapsed before, for a run that goes on.
        on_wait: Told how many seconds will pass, before they do.
    """

    def __init__(self, start: Decimal = Decimal(0), on_wait: Callable[[float], None] | None = None) -> None:
        self._start, self._on_wait = start, on_wait
        self._zero = time.monotonic_ns()

    def now(self) -> datetime:
        """Wall-clock time in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> Decimal:
        """Seconds since the start, to the millisecond."""
        milliseconds = (time.monotonic_ns() - self._zero) // 1_000_000
        return self._start + Decimal(milliseconds).scaleb(-3)

    def sleep(self, seconds: Decimal) -> None:
        """Let real time pass."""
        if self._on_wait is not None:
            self._on_wait(float(seconds))
        time.sleep(float(seconds))
