"""What an appliance takes from the mains: power that is constant from one change to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

SECONDS = 3600.0
VOLTAGE, FREQUENCY = 220.0, 50.0


@dataclass
class MainsLoad:
    """A load.

    Attributes:
        power: Active power in W at a world time in s.
        energy: Energy in Wh that it has taken until a world time.
    """

    power: Callable[[float], float] = field(default=lambda _now: 0.0)
    energy: Callable[[float], float] = field(default=lambda _now: 0.0)


class Stepped:
    """Power that somebody switches.

    Args:
        power: At the beginning, W.
    """

    def __init__(self, power: float = 0.0) -> None:
        self._steps: list[tuple[float, float]] = [(0.0, power)]

    def go(self, power: float, now: float) -> None:
        """Take another power from now on."""
        self._steps.append((now, power))

    def power(self, now: float) -> float:
        """Power at a time, W."""
        return next(power for began, power in reversed(self._steps) if began <= now)

    def energy(self, now: float) -> float:
        """Energy from the beginning of the world until a time, Wh."""
        changes = [(began, power - before) for (_, before), (began, power) in pairwise(self._steps) if began < now]
        return (self._steps[0][1] * now + sum(more * (now - began) for began, more in changes)) / SECONDS

    @property
    def load(self) -> MainsLoad:
        """The same as a load."""
        return MainsLoad(self.power, self.energy)
