"""The pan of a simulated balance used as a standard: closed-form settling, its own error, a display of steps d."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal


@dataclass
class Pan:
    """Load in g over time in s.

    Attributes:
        capacity: Max in g.
        step: d in g.
        gain: Indication per load, minus one.
        tau: Time constant of settling.
        load: What lies on it.
        offset: Subtracted from the indication (zero, tare).
    """

    capacity: float
    step: Decimal
    gain: float = 0.0
    tau: float = 0.4
    load: float = 0.0
    offset: float = 0.0
    _before: float = 0.0
    _changed: float = -1e9

    def place(self, load: float, now: float) -> None:
        """Put a load in place of what is there."""
        self._before, self.load, self._changed = self.gross(now), load, now

    def gross(self, now: float) -> float:
        """Unrounded indication before zero and tare are taken off."""
        end = self.load * (1.0 + self.gain)
        return end + (self._before - end) * math.exp(-(now - self._changed) / self.tau)

    def stable(self, now: float) -> bool:
        """Whether the indication has come to rest."""
        return abs(self.gross(now) - self.load * (1.0 + self.gain)) < 0.2 * float(self.step)

    def take_off(self, now: float) -> None:
        """Zero or tare: the present load becomes zero."""
        self.offset = self.gross(now)

    def shown(self, now: float) -> Decimal:
        """Indication in g, a multiple of d."""
        steps = Decimal(repr(self.gross(now) - self.offset)) / self.step
        value = steps.quantize(Decimal(1), ROUND_HALF_EVEN) * self.step
        return abs(value) if value == 0 else value

    def over(self) -> bool:
        """Whether it is overloaded."""
        return self.load > self.capacity
