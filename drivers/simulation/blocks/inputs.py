"""What a unit does to its input before it errs: it lags, starts late, has a wrong sign, ends, stands still."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from drivers.simulation.blocks.errors import Block


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
        self, steps: Sequence[tuple[float, float]], at: Callable[[float], float], rest: float, now: float
    ) -> float:
        """What has come through of a value that changed in steps."""
        shown, target, since = rest, rest, 0.0
        for when, goal in steps:
            if when > now:
                break
            shown = target + (shown - target) * math.exp(-(when - since) / self.size)
            target, since = goal, when
        true = at(now)
        return true + (shown - target) * math.exp(-(now - since) / self.size)
