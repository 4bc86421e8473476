"""The run's clock in a simulated laboratory: the world's time, moved by asking the world."""

from datetime import UTC, datetime
from decimal import Decimal

from drivers.simulated_bench.client import ControlClient
from drivers.simulated_bench.sleepers import Sleepers


class VirtualClock:
    """Fills `drivers.roles.Clock` with the world's time.

    Args:
        client: Line to the laboratory.

    Attributes:
        sleepers: The threads of a bench with positions, which wait at once.
    """

    def __init__(self, client: ControlClient) -> None:
        self._client = client
        self.sleepers = Sleepers(self.elapsed, self._advance)

    def now(self) -> datetime:
        """Wall-clock time in UTC: when a simulated run really took place."""
        return datetime.now(UTC)

    def elapsed(self) -> Decimal:
        """Seconds of the world's time, which stands still but for what this laboratory's only client asks for."""
        return self._client.elapsed

    def sleep(self, seconds: Decimal) -> None:
        """Let the world's time pass."""
        self.sleepers.sleep(seconds)

    def _advance(self, seconds: Decimal) -> None:
        """Advance the world, after every instrument has received what was sent to it."""
        self._client.ask("sleep", seconds=str(seconds))
