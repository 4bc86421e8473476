"""The clock of a real bench."""

import time
from datetime import UTC, datetime
from decimal import Decimal


class WallClock:
    """Real time; fills `drivers.roles.Clock`.

    Args:
        start: Seconds that had elapsed before, for a run that goes on.
    """

    def __init__(self, start: Decimal = Decimal(0)) -> None:
        self._start = start
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
        time.sleep(float(seconds))
