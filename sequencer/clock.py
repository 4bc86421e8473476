"""The clock of a real bench."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal


class SystemClock:
    """Wall-clock and monotonic time of this computer.

    Args:
        start: Seconds already elapsed when the run was interrupted, 0 for a new run.
    """

    def __init__(self, start: Decimal = Decimal(0)) -> None:
        self._start, self._zero = start, time.monotonic_ns()

    def now(self) -> datetime:
        """Wall-clock time, UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> Decimal:
        """Seconds since the start, to the millisecond."""
        return self._start + Decimal((time.monotonic_ns() - self._zero) // 1_000_000).scaleb(-3)

    def sleep(self, seconds: Decimal) -> None:
        """Wait."""
        time.sleep(float(seconds))
