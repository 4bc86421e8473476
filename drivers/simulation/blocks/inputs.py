"""What a unit does to its input before it errs: it lags, starts late, has a wrong sign, ends, stands still."""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from drivers.simulation.blocks.errors import Block

_FOLLOWED = 60.0
"""Time constants after which nothing of a step is left: 1e-26 of it."""


@dataclass(frozen=True, slots=True)
class InputBlock(Block):
    """One way to bend the input."""

    drawn: ClassVar[str] = "kept"

    def bent(self, true: float, per: float) -> float:  # noqa: ARG002  the size may be without a unit
        """What goes on."""
        return true


@dataclass(frozen=True, slots=True)
class DeadBand(InputBlock):
    """What is smaller is nothing: a starting flow, a threshold of sensitivity."""

    def bent(self, true: float, per: float) -> float:
        """What goes on."""
        return true if abs(true) >= self.size * per else 0.0


@dataclass(frozen=True, slots=True)
class Reversed(InputBlock):
    """The sign is wrong."""

    size: float = 1.0

    def bent(self, true: float, per: float) -> float:  # noqa: ARG002  it has no size
        """What goes on."""
        return -true


@dataclass(frozen=True, slots=True)
class Stuck(InputBlock):
    """The first reading is shown for ever; a counter stands still."""

    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Lag(InputBlock):
    """First order response; the size is the time constant in s, 2.3 of which is t90."""

    def follow(
        self, times: Sequence[float], goal: Callable[[int], float], at: Callable[[float], float], now: float
    ) -> float:
        """What has come through of a value that changed in steps.

        Args:
            times: World times in s of the changes.
            goal: Where a change went, by its number; not asked of one that was followed to its end long ago.
            at: The value at a time.
            now: World time in s.
        """
        true, reached = at(now), bisect_right(times, now)
        long = _FOLLOWED * self.size
        if not reached or now - times[reached - 1] > long:
            return true
        first = next((n for n in range(reached - 1, 0, -1) if times[n] - times[n - 1] > long), 0)
        shown = target = goal(first - 1) if first else at(0.0)
        since = times[first - 1] if first else 0.0
        for n in range(first, reached):
            shown = target + (shown - target) * math.exp(-(times[n] - since) / self.size)
            target, since = goal(n), times[n]
        return true + (shown - target) * math.exp(-(now - since) / self.size)
